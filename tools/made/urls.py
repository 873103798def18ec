"""docs/reference/urls.md: every address of the site, from the URL resolver and its views."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tools.pages import code, page, ready, sentence, table


def make() -> dict[str, str]:
    """The page."""
    ready()
    rows = [
        (code(f"/{path}"), methods(view), _ended(sentence(inspect.unwrap(view).__doc__)))
        for path, view in addresses(get_resolver())
    ]
    return {
        "docs/reference/urls.md": page(
            "Addresses",
            "In a path, `<slug>` is a workbook's public name. Under `/w/` a browser that was "
            "never let in finds nothing, as if the address did not exist.",
            table(("Address", "Methods", "What is there"), rows),
        )
    }


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every path below a resolver, with its view, in the order in which they are asked."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, path)
        elif isinstance(each, URLPattern):
            yield path, each.callback


def methods(view: Callable[..., Any] | None) -> str:
    """The methods that the view's decorators let through."""
    while view is not None:
        if inspect.isfunction(view):
            found = inspect.getclosurevars(view).nonlocals.get("request_method_list")
            if found:
                return ", ".join(found)
        view = getattr(view, "__wrapped__", None)
    return "any"


def _ended(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."
