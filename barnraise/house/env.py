"""Reads what the host says about this install: environment variables and the data folder."""

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from barnraise.house.atomic_file import atomic_file

PROJECT = Path(__file__).resolve().parents[2]
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
DATABASES = ("postgresql", "postgres", "sqlite")
HSTS = ("", "subdomains", "preload")


class UsageError(ValueError):
    """A setting that cannot be used as it is; the text is one sentence for the host."""


@dataclass(frozen=True)
class Env:
    """What the environment says, parsed once; nothing else reads `os.environ`."""

    data: Path
    host: str
    port: int
    url: str
    database_url: str = field(repr=False)  # it holds a password
    debug: bool
    hsts: str = ""
    proxies: int = 0
    max_mb: int = 0

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Env":
        """Take the settings named in docs/reference/settings.md from `environ`."""
        url = (environ.get("BARNRAISE_URL") or "").strip().rstrip("/")
        usual = "1" if _is_https(url) else "0"
        return cls(
            data=_folder(environ.get("BARNRAISE_DATA") or str(PROJECT / "data")),
            host=environ.get("HOST") or "127.0.0.1",
            port=_port(environ.get("PORT") or "8000"),
            url=url,
            database_url=_database(environ.get("DATABASE_URL") or ""),
            debug=environ.get("BARNRAISE_DEBUG") == "1",
            hsts=_hsts(environ.get("BARNRAISE_HSTS") or ""),
            proxies=_number("BARNRAISE_PROXIES", environ.get("BARNRAISE_PROXIES") or usual, 9),
            max_mb=_number("BARNRAISE_MAX_MB", environ.get("BARNRAISE_MAX_MB") or "0", 10**9),
        )

    @property
    def behind_tls(self) -> bool:
        """Whether a proxy in front of us speaks https to the world."""
        return _is_https(self.url)

    @property
    def open_to_network(self) -> bool:
        """Whether other machines can reach the server without a proxy."""
        return self.host not in {"127.0.0.1", "localhost", "::1"}

    @property
    def reachable(self) -> bool:
        """Whether anybody but this machine can ask for a page."""
        return self.behind_tls or self.open_to_network

    def address(self) -> str:
        """The address to print and to put into links made on the command line."""
        if self.url:
            return self.url
        host = next(iter(own_addresses()), "127.0.0.1") if self.open_to_network else "127.0.0.1"
        return f"http://{host}:{self.port}"

    def allowed_hosts(self) -> list[str]:
        """Host names this server answers to: loopback, the public name, this machine's own.

        Behind TLS the machine's own names are refused: over plain http a browser would drop the
        secure cookies and every form would fail for ever.
        """
        names = [*LOOPBACK]
        if name := self.public_name():
            names.append(name)
        if self.open_to_network and not self.behind_tls:
            names += [*own_addresses(), *own_names()]
        return names

    def public_name(self) -> str:
        """The host name in BARNRAISE_URL, or nothing when there is none."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:  # such as an unclosed bracket; the system check says so
            return ""


def _is_https(url: str) -> bool:
    return url.lower().startswith("https://")


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser().resolve()
    except (RuntimeError, OSError, ValueError) as error:
        raise UsageError(f"BARNRAISE_DATA is not a folder that can be used: {text!r}.") from error


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535):
        raise UsageError(f"PORT must be a number from 1 to 65535, and it is {text!r}.")
    return int(text)


def _hsts(text: str) -> str:
    if text not in HSTS:
        raise UsageError(f"BARNRAISE_HSTS must be subdomains or preload, and it is {text!r}.")
    return text


def _number(name: str, text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:11]) <= most):
        raise UsageError(f"{name} must be a number from 0 to {most}, and it is {text!r}.")
    return int(text)


def _database(url: str) -> str:
    if url and url.partition("://")[0] not in DATABASES:
        raise UsageError("DATABASE_URL must begin with postgresql:// (or be left out, for SQLite).")
    return url


def own_names() -> list[str]:
    """The names other machines on the local network may use for this one."""
    name = socket.gethostname().lower()
    short = name.split(".")[0]
    return list(dict.fromkeys([name, short, f"{short}.local"]))


def own_addresses() -> list[str]:
    """This machine's IPv4 addresses other than loopback, the one that faces the network first."""
    found = [_facing_address()]
    try:
        known = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [str(info[4][0]) for info in known]
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
        return _read_key(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise UsageError(f"The data folder {folder} cannot be read ({error.strerror}).") from error
    try:
        return _make_key(path)
    except OSError as error:
        raise UsageError(
            f"The data folder {folder} cannot be written ({error.strerror})."
        ) from error


def _read_key(path: Path) -> str:
    key = path.read_text().strip()
    if not key:
        raise UsageError(
            f"{path} is empty. Put its copy back, or remove it: old links then stop working."
        )
    return key


def _make_key(path: Path) -> str:
    """Write a fresh key; two who start at the same time share the one that was there first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with atomic_file(path, keep_existing=True) as file:
        file.write(f"{secrets.token_hex(32)}\n".encode())
    return _read_key(path)
