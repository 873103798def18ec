"""Loads templates without their indentation, so that a page weighs what it would on one line.

The rule for a line break, with the indentation after it:

- between two tags it is nothing, be they HTML's or Django's (`<…>`, `{% … %}`, `{{ … }}`);
- beside a word, and inside an HTML tag, it is one space.

So a space that has to show between two tags stands within a line, or is written `{{ " " }}` at the
end of one. The bodies of `<pre>`, `<textarea>`, `<script>` and `<style>` stay as they are, and so
does what is translated: `{% blocktranslate trimmed %}` has the same rule for words. A style sheet
that stands inside a page is minified like the others.
"""

import re

from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectoriesLoader

from barnraise.ui.minifier import minified_css

DJANGO = r"\{%.*?%\}|\{\{.*?\}\}|\{\#.*?\#\}"
INSIDE = rf"""(?:{DJANGO}|"(?:{DJANGO}|[^"])*"|'(?:{DJANGO}|[^'])*'|[^>"'])*"""
KEPT = "blocktranslate|comment|verbatim"
TOKEN = re.compile(
    rf"""
      (?P<kept>\{{%\s*({KEPT})\b.*?\{{%\s*end(?:{KEPT})\s*%\}})
    | (?P<open><(?P<name>pre|textarea|script|style)\b{INSIDE}>)(?P<body>.*?</(?P=name)>)
    | (?P<html><!--.*?-->|<[a-zA-Z/!]{INSIDE}>)
    | (?P<space>\{{\{{[ ]"[ ]"[ ]\}}\}})
    | (?P<django>{DJANGO})
    | (?P<break>[ \t]*\n\s*)
    | (?P<word>[^\s<{{]+|.)
    """,
    re.DOTALL | re.VERBOSE,
)
BREAK = re.compile(r"\s*\n\s*")


class Loader(AppDirectoriesLoader):
    """The templates of every room; scripts and plain texts are not changed."""

    def get_contents(self, origin: Origin) -> str:
        """The template's text as it is compiled."""
        text: str = super().get_contents(origin)
        if origin.name.endswith(".html"):
            return unindented(text)
        return minified_css(text) if origin.name.endswith(".css") else text


def unindented(template: str) -> str:
    """The template without line breaks that only order its source."""
    pieces: list[str] = []
    is_broken, after_tag = False, True
    for token in TOKEN.finditer(template.strip()):
        if token.lastgroup == "break":
            is_broken = True
            continue
        is_tag = token.lastgroup != "word"
        if is_broken and not (after_tag and is_tag):
            pieces.append(" ")
        pieces.append(_on_one_line(token))
        is_broken, after_tag = False, is_tag
    return "".join(pieces)


def _on_one_line(token: re.Match[str]) -> str:
    """One token as it is sent."""
    if token["open"]:
        return BREAK.sub(" ", token["open"]) + token["body"]
    if token["html"]:
        return BREAK.sub(" ", token["html"])
    return " " if token["space"] else token.group()
