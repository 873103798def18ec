"""Finds settings that would lock people out or let strangers in, and says what to do about them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution

from barnraise.house.env import Env
from barnraise.house.permissions import DATABASE, others_may
from barnraise.reports.render import font_files

HOST = "host"  # the tag of what a host's settings decide; the rest is the same wherever it runs
AT_HOME = {"localhost", "127.0.0.1", "::1"}
EXAMPLE = "Write it like BARNRAISE_URL=https://workbook.example.org, nothing before or after."


def settings_are_sound(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Django's system check of what the host has set."""
    return troubles(settings.ENV)


def troubles(env: Env) -> list[CheckMessage]:
    """Everything wrong with this environment, each with a hint."""
    return [*_address(env), *_doors(env), *_folder(env.data), *_files(env.data), *_fonts()]


def _address(env: Env) -> Iterator[CheckMessage]:
    if not env.url:
        return
    try:
        parts = urlsplit(env.url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        yield Error("BARNRAISE_URL is not an address.", hint=EXAMPLE, id="house.E001")
        return
    if parts.scheme not in {"http", "https"} or not host:
        yield Error(
            "BARNRAISE_URL must begin with https:// and a name.", hint=EXAMPLE, id="house.E002"
        )
    elif parts.scheme == "http" and host not in AT_HOME:
        yield _plain()
    if _more_than_an_origin(env.url, parts):
        yield Error(
            "BARNRAISE_URL has more than https://, a name and a port: every form would be refused.",
            hint=EXAMPLE,
            id="house.E004",
        )


def _more_than_an_origin(url: str, parts: SplitResult) -> bool:
    """A browser's Origin header is compared with this letter by letter, and knows no upper case."""
    return url != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc or url != url.lower()


def _plain() -> CheckMessage:
    return Error(
        "BARNRAISE_URL begins with http://, so private links would travel in the open, and forms "
        "would be refused as soon as a proxy speaks https.",
        hint="Use https://. On a local network without a proxy leave it out and set HOST.",
        id="house.E003",
    )


def _doors(env: Env) -> Iterator[CheckMessage]:
    if env.proxies and env.open_to_network:
        yield Caution(
            "HOST lets other machines reach this server around the proxy and choose the address "
            "that limits are counted by.",
            hint="Leave HOST out, or see that a container or firewall lets only the proxy in.",
            id="house.W005",
        )
    if env.reachable and env.debug:
        yield Error(
            "BARNRAISE_DEBUG=1 would show the program's insides to every visitor.",
            hint="Leave BARNRAISE_DEBUG out, or leave out HOST and BARNRAISE_URL.",
            id="house.E006",
        )


def _folder(data: Path) -> Iterator[CheckMessage]:
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield Error(
            f"The data folder {data} cannot be written.",
            hint="Give it to the user who runs Barnraise, or name another in BARNRAISE_DATA.",
            id="house.E007",
        )
    elif others_may(data):
        yield Caution(
            f"Other users of this machine may look into the data folder {data}.",
            hint=f"Say: chmod 700 {data}",
            id="house.W011",
        )


def _files(data: Path) -> Iterator[CheckMessage]:
    for file in filter(others_may, sorted(data.glob(DATABASE))):
        yield Caution(
            f"Other users of this machine may read {file}, and with it every workbook.",
            hint=f"Say: chmod 600 {file}",
            id="house.W012",
        )
    for key in sorted(data.glob("*.key")):
        if others_may(key):
            yield Caution(
                f"Other users of this machine may read {key}, and with it open every workbook.",
                hint=f"Say: chmod 600 {key}",
                id="house.W008",
            )


def _fonts() -> Iterator[CheckMessage]:
    if names := font_files.unsound():
        instead = "the system's Noto is used" if font_files.files() else "there is no other"
        yield Caution(
            f"The fonts of {' and '.join(names)} are missing or changed; {instead} for PDFs.",
            hint="Install requirements/run.txt again, with --require-hashes, or Noto Sans.",
            id="house.W013",
        )
