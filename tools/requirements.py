"""Reads the pinned requirements: versions, the digests of files, and who asked for each."""

import re
from dataclasses import dataclass, field
from pathlib import Path

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)(?: ; (.+?))? \\$")
HASH = re.compile(r"^ {4}--hash=sha256:([0-9a-f]{64})(?: \\)?$")
VIA = re.compile(r"^ {4}#(?: via)? +(.+)$")


@dataclass
class Pin:
    """One library as it is pinned; `marker` says on which machines, if not on all."""

    name: str
    version: str
    marker: str = ""
    digests: list[str] = field(default_factory=list)  # one for each file of this version
    via: list[str] = field(default_factory=list)  # the libraries that need it, or ours

    @property
    def purl(self) -> str:
        """Its name among all packages of all kinds."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(path: Path) -> list[Pin]:
    """Every library in a file that `make pins` wrote; ValueError for a line it does not write."""
    found: list[Pin] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            found.append(Pin(match[1], match[2], match[3] or ""))
        elif match := HASH.match(line):
            found[-1].digests.append(match[1])
        elif line.strip() == "# via":
            continue
        elif match := VIA.match(line):
            found[-1].via.append(match[1].strip())
        elif line and not line.startswith("#"):
            raise ValueError(f"{path}: {line}")
    return found
