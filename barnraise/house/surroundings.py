"""Reads what the host says about this install: environment variables and the data folder."""

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[2]
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Surroundings:
    """What the environment says, parsed once; nothing else reads `os.environ`."""

    data: Path
    host: str
    port: int
    url: str
    database_url: str
    debug: bool

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Surroundings":
        """Take the settings named in docs/reference/settings.md from `environ`."""
        return cls(
            data=Path(environ.get("BARNRAISE_DATA") or PROJECT / "data").expanduser().resolve(),
            host=environ.get("HOST") or "127.0.0.1",
            port=int(environ.get("PORT") or 8000),
            url=(environ.get("BARNRAISE_URL") or "").rstrip("/"),
            database_url=environ.get("DATABASE_URL") or "",
            debug=environ.get("BARNRAISE_DEBUG") == "1",
        )

    @property
    def behind_tls(self) -> bool:
        """Whether a proxy in front of us speaks https to the world."""
        return self.url.startswith("https://")

    @property
    def open_to_network(self) -> bool:
        """Whether other machines can reach the server without a proxy."""
        return self.host not in {"127.0.0.1", "localhost", "::1"}

    def address(self) -> str:
        """The address to print and to put into links made on the command line."""
        if self.url:
            return self.url
        host = own_addresses()[0] if self.open_to_network and own_addresses() else "127.0.0.1"
        return f"http://{host}:{self.port}"

    def allowed_hosts(self) -> list[str]:
        """Host names this server answers to: loopback, the public name, this machine's own."""
        names = [*LOOPBACK]
        if self.url and (name := urlsplit(self.url).hostname):
            names.append(name)
        if self.open_to_network:
            names += [*own_addresses(), *own_names()]
        return names


def own_names() -> list[str]:
    """The names other machines on the local network may use for this one."""
    name = socket.gethostname().lower()
    short = name.split(".")[0]
    return list(dict.fromkeys([name, short, f"{short}.local"]))


def own_addresses() -> list[str]:
    """This machine's IPv4 addresses other than loopback, the one that faces the network first."""
    found = [_facing_address()]
    try:
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        pass
    return [a for a in dict.fromkeys(found) if a and not a.startswith("127.")]


def _facing_address() -> str:
    """The address the system would use to reach another network; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def keep_key(folder: Path, name: str) -> str:
    """Read the secret kept in `folder/name`, making it (256 bits, mode 0600) the first time."""
    path = folder / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    fresh = secrets.token_hex(32)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(fresh + "\n")
        file.flush()
        os.fsync(file.fileno())
    return fresh
