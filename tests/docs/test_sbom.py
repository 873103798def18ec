"""The bill of materials names every library, with the digests that are checked."""

import json
import re
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import pytest

from tools.requirements import pins
from tools.sbom import FILE, OURS, PINS, sbom
from tools.step import ROOT

WANTED = [
    re.split(r"[\[<>=]", line)[0]
    for line in (ROOT / "requirements/run.in").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def bill() -> Any:
    return json.loads(json.dumps(sbom()))


def by_ref(bill: Any) -> dict[str, Any]:
    return {each["bom-ref"]: each for each in bill["components"]}


def test_it_says_what_it_is(bill: Any) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    assert bill["metadata"]["component"]["bom-ref"] == OURS


def test_every_pinned_library_is_there_in_its_version_with_every_digest(bill: Any) -> None:
    text = PINS.read_text(encoding="utf-8")
    libraries = [each for each in bill["components"] if each["type"] == "library"]
    named = [f"{each['name']}=={each['version']}" for each in libraries]
    assert named == re.findall(r"^([\w.-]+==[^\s;\\]+)", re.sub(r"\[[^\]]*\]", "", text), re.M)
    digests = [each["content"] for library in libraries for each in library["hashes"]]
    assert digests == re.findall(r"--hash=sha256:([0-9a-f]{64})", text)


def test_what_is_installed_here_has_the_version_and_a_license(bill: Any) -> None:
    for each in bill["components"]:
        if each["type"] == "library" and "properties" not in each:  # a marker may leave it out
            assert version(each["name"]) == each["version"]
            assert each["licenses"], each["name"]


def test_the_program_needs_what_we_ask_for_and_each_library_what_it_says(bill: Any) -> None:
    components, needs = (
        by_ref(bill),
        {each["ref"]: each["dependsOn"] for each in bill["dependencies"]},
    )
    assert {components[ref]["name"] for ref in needs[OURS]} == set(WANTED)
    libraries = {ref for ref, each in components.items() if each["type"] == "library"}
    assert set(needs) == libraries | {OURS}
    reached, left = set(), [OURS]
    while left:
        ref = left.pop()
        left += [each for each in needs[ref] if each not in reached]
        reached.add(ref)
    assert reached == set(needs)  # nothing is there that nobody needs


def test_every_font_is_there_with_its_digest(bill: Any) -> None:
    fonts = [each for each in bill["components"] if each["type"] == "file"]
    assert len(fonts) == 25  # of them one of our own
    for each in fonts:
        assert each["bom-ref"].partition("#")[0] in {*by_ref(bill), OURS}
        assert re.fullmatch(r"[0-9a-f]{64}", each["hashes"][0]["content"])


def test_the_same_pins_give_the_same_bytes() -> None:
    assert json.dumps(sbom()) == json.dumps(sbom())
    assert distribution("django").version in json.dumps(sbom())


def test_a_line_that_is_no_pin_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    path.write_text("django @ https://example.org/django.zip\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"example\.org"):
        pins(path)
    assert f"/{FILE}" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
