"""Private links: what opens what, what the database holds, and what replacing one ends."""

import hmac
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as conf
from django.core.serializers import serialize
from django.http import Http404, HttpRequest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnraise.instruments.models import Edition
from barnraise.partnerships import links
from barnraise.partnerships.access import get_member_or_404, require_keeper, require_writer
from barnraise.partnerships.links import derived_token, digest, replace_link, resolve_token
from barnraise.partnerships.models import Counter, Device, Member, Partnership, Role
from barnraise.refusals import Forbidden
from tests.cast import Seat, Table, a_seat, a_table
from tests.laws import examples

DERIVED = [Role.WRITER, Role.READER]


def knocking(seat: Seat | None) -> HttpRequest:
    """A request from this seat's browser."""
    request = HttpRequest()
    if seat:
        request.COOKIES[conf.DEVICE_COOKIE_NAME] = seat.secret
    return request


def test_each_link_opens_its_own_table_in_its_own_role(table: Table) -> None:
    other = a_table("Sumac Hill").partnership
    assert resolve_token(table.token) == (table.partnership, Role.KEEPER)
    for role in DERIVED:
        assert resolve_token(derived_token(table.partnership, role)) == (table.partnership, role)
        assert resolve_token(derived_token(other, role)) == (other, role)


def test_a_derived_link_is_the_same_each_time_it_is_shown(table: Table) -> None:
    again = Partnership.objects.get(pk=table.partnership.pk)
    for role in DERIVED:
        assert derived_token(again, role) == derived_token(table.partnership, role)
        assert derived_token(again, Role(str(role))) == derived_token(again, role)


def test_the_links_of_a_table_have_nothing_in_common_but_its_slug(table: Table) -> None:
    writer, reader = (derived_token(table.partnership, role) for role in DERIVED)
    assert writer[1:11] == reader[1:11] == table.slug
    assert writer[11:] != reader[11:]
    assert resolve_token("r" + writer[1:]) is None
    assert resolve_token("w" + reader[1:]) is None
    assert resolve_token("k" + writer[1:]) is None


def test_another_key_opens_nothing(table: Table, settings: Any) -> None:
    token = derived_token(table.partnership, Role.WRITER)
    settings.LINK_KEY = "0" * 64
    assert resolve_token(token) is None


@pytest.mark.parametrize("place", range(38))
def test_one_letter_changed_opens_nothing(table: Table, place: int) -> None:
    for token in (derived_token(table.partnership, Role.WRITER), table.token):
        if place < len(token):
            wrong = "3" if token[place] != "3" else "4"
            assert resolve_token(token[:place] + wrong + token[place + 1 :]) is None


WEIRD = [
    "",
    "k",
    "w",
    " ",
    "\x00",
    "k" + "\x00" * 28,
    "\ud800",
    "w" + "٣" * 36,
    "k" * 10_000,
    "ｋ" * 29,
]


@pytest.mark.parametrize("token", WEIRD, ids=range(len(WEIRD)))
def test_what_is_no_link_opens_nothing_and_breaks_nothing(db: None, token: str) -> None:
    assert resolve_token(token) is None


def test_white_space_and_capitals_are_not_forgiven(table: Table) -> None:
    token = derived_token(table.partnership, Role.READER)
    for wrong in (token + "\n", " " + token, token.upper(), table.token + "\n"):
        assert resolve_token(wrong) is None


@settings(max_examples=examples(200))
@given(st.text())
def test_no_text_that_is_not_shaped_like_a_link_reaches_the_database(text: str) -> None:
    assert resolve_token(text) is None  # there is no database here: a query would fail


def test_codes_are_compared_in_constant_time(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def spy(one: str, other: str) -> bool:
        compared.append((one, other))
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(links, "hmac", SimpleNamespace(new=hmac.new, compare_digest=spy))
    token = derived_token(table.partnership, Role.WRITER)
    resolve_token(token)
    assert compared == [(token, token)]


def test_the_database_holds_nothing_that_opens_anything(table: Table) -> None:
    secrets = [derived_token(table.partnership, role)[11:] for role in DERIVED]
    secrets += [table.token, table.token[1:], table.seat("keeper").secret]
    models = (Partnership, Device, Member, Counter, Edition)
    dump = "".join(serialize("json", model.objects.all()) for model in models)
    assert digest(table.token) in dump
    assert not any(secret in dump for secret in secrets)


@pytest.mark.parametrize("role", DERIVED)
def test_a_replaced_link_opens_nothing_and_the_new_one_does(table: Table, role: Role) -> None:
    old = derived_token(table.partnership, role)
    new = replace_link(table.partnership, role)
    assert resolve_token(old) is None
    assert resolve_token(new) == (table.partnership, role)
    others = [derived_token(table.partnership, each) for each in DERIVED if each != role]
    assert all(resolve_token(token) for token in [table.token, *others])


@pytest.mark.parametrize(
    ("role", "scope", "ended"),
    [
        (Role.KEEPER, "all", {"keeper", "writer", "reader"}),
        (Role.KEEPER, "one", {"keeper"}),
        (Role.KEEPER, "", {"keeper"}),
        (Role.WRITER, "all", {"writer", "reader"}),
        (Role.WRITER, "one", {"writer"}),
        (Role.READER, "all", {"reader"}),
    ],
)
def test_replacing_all_ends_every_link_that_its_holder_knows(
    table: Table, role: Role, scope: str, ended: set[str]
) -> None:
    old = {str(each): derived_token(table.partnership, each) for each in DERIVED}
    old["keeper"] = table.token
    address = f"/w/{table.slug}/links/{role}/"
    assert table.client("keeper").post(address, {"scope": scope}).status_code == 302
    assert {name for name, token in old.items() if resolve_token(token) is None} == ended
    assert table.client("keeper").get(f"/w/{table.slug}/links/").status_code == 200


def test_replacing_all_is_chosen_where_others_are_known_too(table: Table) -> None:
    text = table.client("keeper").get(f"/w/{table.slug}/links/").content.decode()
    assert text.count('value="all" checked') == 2
    lost = table.client("keeper").get(f"/w/{table.slug}/keep/").content.decode()
    assert 'value="one" checked' in lost


def test_who_was_put_out_does_not_come_back_by_the_reading_link_they_saw(table: Table) -> None:
    ben, remembered = table.seat("writer"), derived_token(table.partnership, Role.READER)
    table.client("keeper").post(f"/w/{table.slug}/links/writer/", {"scope": "all"})
    assert ben.client.get(f"/open/{remembered}/").status_code == 404
    assert ben.client.get(f"/w/{table.slug}/").status_code == 403


def test_a_replaced_keepers_link_opens_nothing_and_the_new_one_does(table: Table) -> None:
    new = replace_link(table.partnership, Role.KEEPER)
    assert resolve_token(table.token) is None
    assert resolve_token(new) == (table.partnership, Role.KEEPER)
    assert all(resolve_token(derived_token(table.partnership, role)) for role in DERIVED)


def test_a_link_replaced_twice_from_an_old_page_counts_twice(table: Table) -> None:
    stale = Partnership.objects.get(pk=table.partnership.pk)
    first = replace_link(table.partnership, Role.WRITER)
    second = replace_link(stale, Role.WRITER)
    assert resolve_token(first) is None
    assert resolve_token(second) == (table.partnership, Role.WRITER)


def test_what_was_opened_with_a_replaced_link_ends_at_once(table: Table) -> None:
    writer, keeper = table.seat("writer"), table.seat("keeper")
    replace_link(table.partnership, Role.WRITER)
    with pytest.raises(Forbidden, match="replaced"):
        get_member_or_404(knocking(writer), table.slug)
    assert get_member_or_404(knocking(keeper), table.slug) == keeper.member
    again = a_seat(table.partnership, Role.WRITER, writer.secret)
    assert get_member_or_404(knocking(again), table.slug) == writer.member


def test_a_stranger_finds_no_table_and_a_browser_without_a_cookie_neither(table: Table) -> None:
    forged = Seat(table.writer, "no-such-secret")
    for seat in (table.seat("stranger"), forged, None):
        with pytest.raises(Http404):
            get_member_or_404(knocking(seat), table.slug)


def test_each_role_may_do_what_it_may(table: Table) -> None:
    for member in (table.keeper, table.writer):
        require_writer(member)
    require_keeper(table.keeper)
    for act, member in (
        (require_writer, table.reader),
        (require_keeper, table.reader),
        (require_keeper, table.writer),
    ):
        with pytest.raises(Forbidden):
            act(member)
