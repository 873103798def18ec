"""What axe finds on a page: every rule in the light, and in the dark what colors decide."""

from pathlib import Path
from typing import TypedDict

import axe_playwright_python
from playwright.sync_api import Page


class Node(TypedDict):
    """An element that breaks a rule."""

    html: str
    failureSummary: str


class Rule(TypedDict):
    """A rule that is broken, and where."""

    id: str
    help: str
    nodes: list[Node]


class Result(TypedDict):
    """What is read of axe's answer."""

    violations: list[Rule]


AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]  # nothing but colors changes in the dark
EVERY_RULE = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
ONLY_CONTRAST = {"runOnly": {"type": "rule", "values": CONTRAST}, "resultTypes": ["violations"]}
RUN = "(options) => axe.run(document, options)"
# Contrast takes half of axe's time, and is the same for all that look the same, they and what
# they lie in. So once the same page was looked at whole, one of each look is enough.
RUN_ON_EACH_LOOK = """(options) => {
  const known = new Map();
  const looks = new Map();
  const number = (key) => known.get(key) ?? known.set(key, known.size).get(key);
  const look = (each) => {
    if (!looks.has(each)) {
      const style = getComputedStyle(each);
      const names = ["color", "backgroundColor", "backgroundImage", "opacity", "visibility",
        "position", "float", "textShadow", "textDecorationLine", "mixBlendMode", "filter",
        "fontSize", "fontWeight", "fontStyle", "borderBottom"];
      const before = each.parentElement ? look(each.parentElement) : 0;
      const off = each.matches(":disabled, [aria-disabled=true], [inert]")
        || each.control?.matches(":disabled");
      looks.set(each, number(
        [before, each.localName, off, ...names.map((name) => style[name])].join("|")));
    }
    return looks.get(each);
  };
  const speaks = (each) => each.checkVisibility() && (each.matches("input, select, textarea")
    || Array.from(each.childNodes).some((node) => node.nodeType === 3 && node.data.trim()[1]));
  const one = new Map();
  for (const each of document.body.querySelectorAll("*"))
    if (speaks(each) && !one.has(look(each))) one.set(look(each), each);
  return axe.run({include: Array.from(one.values())}, options);
}"""


def violations(page: Page) -> list[str]:
    """In the light and in the dark, a line each."""
    page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    found = _named("light", page.evaluate(RUN, EVERY_RULE))
    page.emulate_media(color_scheme="dark")
    return found + _named("dark", page.evaluate(RUN_ON_EACH_LOOK, ONLY_CONTRAST))


def _named(scheme: str, result: Result) -> list[str]:
    return [
        f"{scheme}: {rule['id']}: {rule['help']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"][:3]
    ]
