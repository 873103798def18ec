"""Addresses of links as people use them, and the cookie that holds a fresh keeper's link."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from barnraise.partnerships.links import resolve_token
from barnraise.partnerships.models import Partnership, Role

ONE_HOUR = 3600
NAMES = dict.fromkeys((settings.FRESH_COOKIE_NAME, "barnraise_fresh"))  # over https the old one too


def link_url(request: HttpRequest, token: str) -> str:
    """The whole address of a link, with the name other devices can reach this server by."""
    return _origin(request) + reverse("partnerships:open_link", args=[token])


def _origin(request: HttpRequest) -> str:
    here = settings.ENV
    if here.url:
        return str(here.url)
    if here.open_to_network and _is_loopback(request):
        return str(here.address())
    return f"{request.scheme}://{request.get_host()}"


def _is_loopback(request: HttpRequest) -> bool:
    host = request.get_host().rsplit(":", 1)[0]
    return host in {"127.0.0.1", "localhost", "[::1]"}


def works_only_here(request: HttpRequest) -> bool:
    """Whether the links shown open on this computer alone."""
    here = settings.ENV
    return not here.url and not here.open_to_network and _is_loopback(request)


def remember_fresh(response: HttpResponse, slug: str, token: str) -> None:
    """Let the next pages show the keeper's link, until it is kept or an hour has gone by."""
    response.set_cookie(
        settings.FRESH_COOKIE_NAME,
        token,
        max_age=ONE_HOUR,
        path=_path(slug),
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Lax",
    )


def forget_fresh(response: HttpResponse, slug: str) -> None:
    """The keeper's link is kept: show it no more."""
    for name in NAMES:
        response.delete_cookie(name, path=_path(slug), samesite="Lax")


def fresh_token(request: HttpRequest, partnership: Partnership) -> str:
    """The keeper's token this browser has just been given, or "" when there is none to show."""
    token = next((request.COOKIES[name] for name in NAMES if name in request.COOKIES), "")
    found = resolve_token(token) if token else None
    return token if found == (partnership, Role.KEEPER) else ""


def _path(slug: str) -> str:
    return f"/w/{slug}/"
