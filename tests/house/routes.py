"""Every address of the site, from the resolver itself, and what each actor may do there."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

ACTORS = ("nobody", "stranger", "replaced", "reader", "writer", "keeper")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


ARGUMENTS = {
    "number": 1,
    "seat": 0,
    "version": 0,
    "role": "writer",
    "token": "k" + "a" * 28,
    "field": "answer/goal",
    "word": "nothing",
    "kind": "note",
    "question": "goal",
    "format_name": "markdown",
}


@dataclass(frozen=True)
class Route:
    """A named address and the names of the arguments it takes."""

    name: str
    arguments: tuple[str, ...]


def routes() -> list[Route]:
    """All routes the resolver knows."""
    return list(_walk(get_resolver(), ""))


def address(route: Route, slug: str) -> str:
    given = {name: ARGUMENTS.get(name, slug) for name in route.arguments}
    return reverse(route.name, kwargs=given)


def _walk(resolver: URLResolver, space: str) -> Iterator[Route]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield Route(f"{space}{each.name}", tuple(each.pattern.converters))
        else:
            yield from _walk(each, f"{each.namespace}:" if each.namespace else space)


@dataclass(frozen=True)
class Rule:
    """For each method that is answered at all: who gets what; all other methods get 405."""

    get: dict[str, int] | None = None
    post: dict[str, int] | None = None


def _all(status: int) -> dict[str, int]:
    return dict.fromkeys(ACTORS, status)


def _table(reader: int, writer: int, keeper: int) -> dict[str, int]:
    """At a table: strangers 404, someone whose link was replaced 403."""
    outside = {"nobody": 404, "stranger": 404, "replaced": 403}
    return outside | {"reader": reader, "writer": writer, "keeper": keeper}


RULES = {
    "workbook:home": Rule(get=_all(200)),
    "workbook:about": Rule(get=_all(200)),
    "workbook:workbooks": Rule(post=_all(302)),
    "workbook:examples": Rule(post=_all(302)),
    "workbook:checklists": Rule(get=_all(200), post=_all(422)),
    "workbook:checklist": Rule(get=_all(404), post=_all(404)),
    "workbook:checklist_workbook": Rule(post=_all(404)),
    "workbook:files": Rule(get=_all(200), post=_all(422)),
    "workbook:file_schema": Rule(get=_all(200)),
    "workbook:file": Rule(get=_table(200, 200, 200)),
    "workbook:overview": Rule(get=_table(200, 200, 200)),
    "workbook:stage": Rule(get=_table(200, 200, 200)),
    "workbook:items": Rule(get=_table(200, 200, 200)),
    "workbook:sheet": Rule(get=_table(200, 200, 200)),
    "workbook:questions": Rule(get=_table(200, 200, 200), post=_table(403, 403, 409)),
    "workbook:history": Rule(get=_table(200, 200, 200)),
    "workbook:erasing": Rule(get=_table(403, 403, 409), post=_table(403, 403, 400)),
    "workbook:devices": Rule(get=_table(403, 403, 200)),
    "workbook:device": Rule(get=_table(403, 403, 404), post=_table(403, 403, 404)),  # wrote nothing
    "workbook:removal": Rule(get=_table(403, 403, 200), post=_table(403, 403, 422)),
    "workbook:moments": Rule(get=_table(200, 200, 200)),
    "workbook:moment": Rule(get=_table(200, 200, 200)),
    "workbook:moment_stage": Rule(get=_table(200, 200, 200)),
    "workbook:moment_sheet": Rule(get=_table(200, 200, 200)),
    "workbook:milestones": Rule(post=_table(403, 403, 422)),  # without a name
    "workbook:comparison": Rule(get=_table(200, 200, 200)),
    "workbook:changes": Rule(get=_table(204, 204, 204)),
    "workbook:entries": Rule(post=_table(403, 302, 302)),
    "workbook:sync": Rule(post=_table(403, 403, 403)),  # comes without an origin here
    "workbook:worker": Rule(get=_all(200)),
    "reports:reports": Rule(get=_table(200, 200, 200)),
    "reports:report": Rule(get=_table(200, 200, 200)),
    "reports:report_progress": Rule(get=_table(302, 302, 302)),  # nothing is on its way
    "reports:paper_forms": Rule(get=_table(200, 200, 200)),
    "reports:paper_form": Rule(get=_table(200, 200, 200)),
    "reports:paper_form_progress": Rule(get=_table(302, 302, 302)),
    "reports:paper_form_code": Rule(get=_table(422, 422, 422)),
    "partnerships:open_link": Rule(get=_all(404), post=_all(404)),
    "partnerships:links": Rule(get=_table(200, 200, 200)),
    "partnerships:link": Rule(get=_table(404, 200, 200), post=_table(403, 403, 302)),
    "partnerships:end_seat": Rule(post=_table(403, 403, 404)),  # there is no such place
    "partnerships:keep": Rule(get=_table(403, 403, 200), post=_table(403, 403, 302)),
    "partnerships:keep_file": Rule(get=_table(403, 403, 404)),
    "partnerships:signature": Rule(post=_table(403, 302, 302)),
    "partnerships:leave": Rule(post=_table(302, 302, 302) | {"replaced": 302}),
    "partnerships:name": Rule(post=_table(403, 403, 302)),
    "set_language": Rule(get=_all(302), post=_all(302)),
    "health": Rule(get=_all(200)),
}
