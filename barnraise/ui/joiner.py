"""Joins style sheets into one and modules into one, so that a page needs two requests for both."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from barnraise.ui.minifier import NotJoinable, js_tokens, minified_css, minified_js

Sources = Mapping[str, str]  # the path under the static folder: its text

ADDRESS = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|[/#])([^"')\s]+)\1\s*\)""")
IMPORT = re.compile(
    r"""^import\s*(?:\{([^}]*)\}\s*from\s*)?["'](\.{1,2}/[^"']+)["'];?[ \t]*\n?""", re.M
)
EXPORT_LIST = re.compile(r"^export\s*\{([^}]*)\};?[ \t]*\n?", re.M)
DECLARED = re.compile(
    r"^(?P<export>export )?(?:async )?(?:function\*?|class|const|let|var) (?P<name>[\w$]+|[\[{])",
    re.M,
)
LEFT_OVER = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(.*", re.M)
RESERVED = {"htmx": "htmx"}


def joined_css(sources: Sources) -> str:
    """One style sheet: the files in the order given, addresses as seen from the joined file."""
    parts = []
    for path, text in sources.items():
        if "@import" in text:
            raise NotJoinable(
                f"{path}: @import is not joined; name the file so that it sorts in place."
            )
        parts.append(minified_css(_moved(text, path)))
    return "\n".join(part for part in parts if part) + "\n"


def _moved(text: str, path: str) -> str:
    def move(found: re.Match[str]) -> str:
        return f'url("{_beside(path, found[2])}")'

    return ADDRESS.sub(move, text)


def _beside(path: str, relative: str) -> str:
    """A path under the static folder; like a browser's address it climbs no higher than that."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(path), relative)).lstrip("/")


def joined_js(htmx: str, sources: Sources) -> str:
    """One module: htmx, then ours, each after what it imports."""
    return "\n".join([htmx.strip(), ";globalThis.htmx = htmx;", joined_modules(sources)])


def joined_modules(sources: Sources) -> str:
    """One script without imports and exports: every module after what it imports."""
    modules = {path: _Module(path, text) for path, text in sources.items()}
    _refuse_collisions(modules)
    return "\n".join(modules[path].body for path in _in_order(modules)) + "\n"


class _Module:
    """One source: what it imports, what it declares, and its text without either word."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.declares, self.exports = _declared(text, path)
        text = minified_js(text, path)
        self.imports = list(self._imports(text))
        text = IMPORT.sub("", text)
        self.exports |= {
            name for found in EXPORT_LIST.finditer(text) for name in self._names(found[1])
        }
        text = EXPORT_LIST.sub("", text)
        self.body = re.sub(
            r"^export (?=async |function|class|const|let|var)", "", text, flags=re.M
        ).strip()
        bare = "".join(token for kind, token in js_tokens(self.body, path) if kind == "code")
        if left := LEFT_OVER.search(bare):
            raise NotJoinable(f"{path}: this form cannot be joined: {left.group().strip()}")

    def _imports(self, text: str) -> Iterator[tuple[str, set[str]]]:
        for found in IMPORT.finditer(text):
            yield _beside(self.path, found[2]), self._names(found[1] or "")

    def _names(self, listed: str) -> set[str]:
        names = {name.strip() for name in listed.split(",") if name.strip()}
        if renamed := [name for name in names if " " in name]:
            raise NotJoinable(f"{self.path}: a name may not change on its way: {renamed[0]}")
        return names


def _declared(text: str, path: str) -> tuple[set[str], set[str]]:
    """The names a module gives its file, and those it exports as it does; the rest is indented."""
    kept = (token for kind, token in js_tokens(text, path) if kind not in {"comment", "template"})
    found = list(DECLARED.finditer("".join(kept)))
    if any(one["name"] in "[{" for one in found):
        raise NotJoinable(f"{path}: give each name of the file its own const or let.")
    return {one["name"] for one in found}, {one["name"] for one in found if one["export"]}


def _refuse_collisions(modules: Mapping[str, _Module]) -> None:
    seen = dict(RESERVED)
    for path, module in modules.items():
        for name in sorted(module.declares):
            if name in seen:
                raise NotJoinable(
                    f"{path}: {name} is a name of {seen[name]} already; choose another."
                )
            seen[name] = path


def _in_order(modules: Mapping[str, _Module]) -> list[str]:
    """Each module after those it imports, otherwise as given."""
    done: list[str] = []
    path_here: list[str] = []

    def visit(path: str) -> None:
        if path in done:
            return
        if path in path_here:
            raise NotJoinable(f"{path}: imports go in a circle: {' → '.join([*path_here, path])}")
        path_here.append(path)
        for other, names in modules[path].imports:
            _refuse_missing(path, other, names, modules)
            visit(other)
        done.append(path_here.pop())

    for path in modules:
        visit(path)
    return done


def _refuse_missing(path: str, other: str, names: set[str], modules: Mapping[str, _Module]) -> None:
    if other not in modules:
        raise NotJoinable(f"{path}: imports {other}, which is not there.")
    if missing := sorted(names - modules[other].exports):
        raise NotJoinable(f"{path}: {other} does not export {missing[0]}.")
