"""`make sbom`: all that the program is made of, as CycloneDX 1.6 in JSON, from the hashed pins.

The same pins give the same bytes. Licenses are read from the libraries that are installed here.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from barnraise import __version__
from barnraise.reports.render.font_files import KNOWN
from tools import layer_font
from tools.requirements import Pin, pins
from tools.step import ROOT

FILE = "sbom.cdx.json"
PINS = ROOT / "requirements" / "run.txt"
OURS = f"pkg:generic/barnraise@{__version__}"
MAX_LICENSE = 80  # letters; some libraries put the whole text there
Json = dict[str, object]


def sbom() -> Json:
    """The bill of materials."""
    libraries = pins(PINS)
    components = [*map(_component, libraries), *_fonts(libraries), _own_font()]
    body: Json = {
        "metadata": {"component": _program()},
        "components": components,
        "dependencies": _dependencies(libraries),
    }
    serial = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head: Json = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    return {**head, "serialNumber": f"urn:uuid:{serial}", **body}


def _program() -> Json:
    return {
        "type": "application",
        "bom-ref": OURS,
        "name": "barnraise",
        "version": __version__,
        "licenses": [{"expression": "Apache-2.0"}],
        "purl": OURS,
    }


def _component(pin: Pin) -> Json:
    found: Json = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "hashes": [{"alg": "SHA-256", "content": each} for each in pin.digests],
        "purl": pin.purl,
    }
    if licenses := _licenses(pin.name):
        found["licenses"] = licenses
    if pin.marker:
        found["properties"] = [{"name": "barnraise:only-where", "value": pin.marker}]
    return found


def _licenses(name: str) -> list[Json]:
    """What an installed library says of itself; nothing for one of another system."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := about.get("License-Expression"):
        return [{"expression": expression}]
    classified = [
        text.rpartition(" :: ")[2]
        for text in about.get_all("Classifier") or []
        if text.startswith("License :: ") and text.count(" :: ") > 1
    ]
    said = (about.get("License") or "").strip()
    names = classified or ([said] if 0 < len(said) <= MAX_LICENSE and "\n" not in said else [])
    return [{"license": {"name": each}} for each in dict.fromkeys(names)]


def _fonts(libraries: Sequence[Pin]) -> list[Json]:
    """The fonts inside the libraries that bring them, file by file."""
    purls = {pin.name.replace("-", "_"): pin.purl for pin in libraries}
    known: dict[str, dict[str, str]] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return [
        {
            "type": "file",
            "bom-ref": f"{purls[package]}#{name}",
            "name": name,
            "hashes": [{"alg": "SHA-256", "content": digest}],
            "licenses": [{"expression": "OFL-1.1"}],
        }
        for package, files in known.items()
        for name, digest in files.items()
    ]


def _own_font() -> Json:
    """The font of blanks under what a PDF draws as pictures; `tools/layer_font.py` makes it."""
    digest = hashlib.sha256(layer_font.FILE.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"{OURS}#{layer_font.FILE.name}",
        "name": layer_font.FILE.name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"expression": "Apache-2.0"}],
    }


def _dependencies(libraries: Sequence[Pin]) -> list[Json]:
    """Who needs what, ourselves first."""
    by_name = {pin.name: pin for pin in libraries}
    needs: dict[str, list[str]] = {OURS: [], **{pin.purl: [] for pin in libraries}}
    for pin in libraries:
        for each in pin.via:
            needs[OURS if each.startswith("-r ") else by_name[each].purl].append(pin.purl)
    return [{"ref": ref, "dependsOn": sorted(set(there))} for ref, there in needs.items()]


def main() -> int:
    """Write it, and say where."""
    parser = argparse.ArgumentParser("tools.sbom", description=__doc__)
    parser.add_argument("-o", "--output", default=FILE, help=f"the file ({FILE})")
    path = Path(parser.parse_args().output)
    path.write_text(json.dumps(sbom(), indent=2) + "\n", encoding="utf-8")
    print(f"{path}: {len(pins(PINS))} libraries.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
