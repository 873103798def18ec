"""Limits: misses are counted, hits are not, and nobody pays for a neighbor across addresses."""

import re
from base64 import b32encode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client

from barnraise.partnerships.limits import (
    EXAMPLES,
    FEW,
    MISSES,
    NETWORK,
    STARTS,
    Limit,
    address_of,
    count_against,
    forget_old_counts,
)
from barnraise.partnerships.links import derived_token
from barnraise.partnerships.models import Counter, Role
from barnraise.refusals import TooMany
from tests.cast import a_table
from tests.crowds import Crowd

NOON = "2027-03-31T12:00:00Z"
THREE = Limit("three", 3, timedelta(minutes=10))
FIVE_IN_ALL = Limit("five_all", 5, timedelta(days=1), total=True)


def knocking(address: str = "192.0.2.7", forwarded: str = "") -> HttpRequest:
    """A request from this address, perhaps through proxies."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return request


def refused(request: HttpRequest, *limits: Limit) -> int:
    """How long to wait, or 0 when it was counted."""
    try:
        count_against(request, *limits)
    except TooMany as refusal:
        return refusal.retry_after
    return 0


@pytest.fixture
def behind_proxy(settings: Any) -> None:
    settings.ENV = replace(settings.ENV, proxies=1)


@pytest.mark.django_db
class TestCounting:
    def test_as_many_as_allowed_are_allowed_then_none(self) -> None:
        with time_machine.travel(NOON, tick=False):
            assert [refused(knocking(), THREE) for _time in range(5)] == [0, 0, 0, 601, 601]

    def test_a_new_window_begins_afresh(self) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            for _time in range(3):
                count_against(knocking(), THREE)
            clock.shift(timedelta(minutes=9, seconds=50))
            assert refused(knocking(), THREE) == 11
            clock.shift(timedelta(seconds=10))
            assert refused(knocking(), THREE) == 0

    def test_addresses_do_not_pay_for_each_other(self) -> None:
        for _time in range(4):
            refused(knocking("192.0.2.7"), THREE)
        assert refused(knocking("192.0.2.7"), THREE)
        assert not refused(knocking("192.0.2.8"), THREE)

    def test_three_addresses_do_not_use_up_the_day_for_everybody_else(self) -> None:
        greedy = [f"192.0.2.{n}" for n in range(3)]
        found = [bool(refused(knocking(greedy[n % 3]), FIVE_IN_ALL)) for n in range(60)]
        assert found[-3:] == [True] * 3
        assert found.count(False) == 3 * FEW  # the day's five, and what is left to each of them
        others = [refused(knocking(f"198.51.100.{n}"), FIVE_IN_ALL) for n in range(9)]
        assert others == [0] * 9

    def test_all_together_stay_within_the_day_s_total_and_a_few_for_each(self) -> None:
        addresses = [f"192.0.2.{n % 4}" for n in range(80)]
        found = [refused(knocking(address), FIVE_IN_ALL) for address in addresses]
        assert found.count(0) <= 4 * FEW + FIVE_IN_ALL.max_count

    def test_a_network_of_ipv6_gets_what_several_homes_get_and_no_more(self) -> None:
        homes = [f"2001:db8:7:{n:x}::1" for n in range(40)]
        found = [bool(refused(knocking(home), THREE)) for home in homes]
        assert found == [False] * (NETWORK * 3) + [True] * (40 - NETWORK * 3)
        assert not refused(knocking("2001:db8:8::1"), THREE)

    def test_a_network_of_ipv6_has_one_share_of_a_day_that_is_used_up(self) -> None:
        for n in range(5):
            count_against(knocking(f"192.0.2.{n}"), FIVE_IN_ALL)
        homes = [f"2001:db8:7:{n:x}::1" for n in range(20)]
        assert [refused(knocking(home), FIVE_IN_ALL) for home in homes].count(0) == FEW

    def test_what_one_limit_refuses_is_counted_by_none(self) -> None:
        for _time in range(3):
            count_against(knocking(), FIVE_IN_ALL, THREE)
        assert refused(knocking(), FIVE_IN_ALL, THREE)
        counted = sorted(Counter.objects.values_list("kind", "count"))
        assert counted == [("five_all", 3), ("five_all", 3), ("three", 3)]

    def test_every_limit_fits_its_column_and_lets_a_meeting_in(self) -> None:
        for limit in (MISSES, *STARTS, *EXAMPLES):
            count_against(knocking(), limit)
            assert limit.max_count >= 30

    def test_old_counts_are_forgotten_and_new_ones_are_not(self) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            count_against(knocking(), THREE)
            clock.shift(timedelta(days=3))
            count_against(knocking(), THREE)
            forget_old_counts()
            assert Counter.objects.count() == 1


@pytest.mark.django_db
class TestWhatIsStored:
    def test_no_address_is_in_the_database(self) -> None:
        count_against(knocking("198.51.100.77"), THREE)
        counter = Counter.objects.get()
        assert "198.51" not in f"{counter.who}{counter.kind}"
        assert len(counter.who) == 32

    def test_an_address_of_ones_own_choosing_does_not_make_the_database_hold_a_link(
        self, behind_proxy: None
    ) -> None:
        """Were one key used for both, the digest of "slug:writer:1" would be the link."""
        table = a_table()
        said = f"{table.slug}:{Role.WRITER}:1"
        count_against(knocking(forwarded=said), THREE)
        held = b32encode(bytes.fromhex(Counter.objects.get().who)).decode().rstrip("=").lower()
        assert held not in derived_token(table.partnership, Role.WRITER)


class TestAddresses:
    def test_without_a_proxy_a_header_says_nothing(self) -> None:
        assert address_of(knocking("192.0.2.7", "203.0.113.9")) == "192.0.2.7"

    @pytest.mark.parametrize(
        "forwarded",
        ["203.0.113.9", "6.6.6.6, 203.0.113.9", "x, y,203.0.113.9 ", "203.0.113.10 , 203.0.113.9"],
    )
    def test_behind_a_proxy_only_what_the_proxy_added_counts(
        self, behind_proxy: None, forwarded: str
    ) -> None:
        assert address_of(knocking("127.0.0.1", forwarded)) == "203.0.113.9"

    def test_a_hundred_forged_headers_are_one_address(self, behind_proxy: None) -> None:
        found = {address_of(knocking("127.0.0.1", f"10.0.0.{n}, 203.0.113.9")) for n in range(100)}
        assert found == {"203.0.113.9"}

    def test_behind_a_silent_proxy_the_proxy_is_the_address(self, behind_proxy: None) -> None:
        assert address_of(knocking("127.0.0.1")) == "127.0.0.1"

    @pytest.mark.parametrize(
        ("forwarded", "address"),
        [
            ("203.0.113.9, 10.0.0.1", "203.0.113.9"),
            ("6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
            ("203.0.113.9", "127.0.0.1"),  # it came around the outer proxy
            ("", "127.0.0.1"),
        ],
    )
    def test_behind_two_proxies_what_the_outer_one_added_counts(
        self, settings: Any, forwarded: str, address: str
    ) -> None:
        settings.ENV = replace(settings.ENV, proxies=2)
        assert address_of(knocking("127.0.0.1", forwarded)) == address

    def test_all_addresses_of_one_ipv6_home_are_one(self) -> None:
        found = {address_of(knocking(f"2001:db8:1:2::{n:x}")) for n in range(1, 50)}
        assert found == {"2001:db8:1:2::/64"}
        assert address_of(knocking("2001:db8:1:3::1")) not in found

    def test_an_ipv4_address_in_ipv6_clothes_is_itself(self) -> None:
        assert address_of(knocking("::ffff:192.0.2.7")) == "192.0.2.7"

    @pytest.mark.parametrize(
        "address", ["", "unix:", "not an address", "999.1.1.1", "\x00", "fe80::1%eth0"]
    )
    def test_anything_else_breaks_nothing(self, db: None, address: str) -> None:
        assert refused(knocking(address), THREE) == 0


def test_limits_hold_when_everybody_comes_at_once(crowd: Crowd[int]) -> None:
    found = crowd(lambda _number: refused(knocking(), THREE, FIVE_IN_ALL), 20)
    assert found.count(0) == 3
    assert Counter.objects.get(kind="three").count == 3


@pytest.mark.django_db
class TestAtTheDoor:
    def test_a_valid_link_is_never_refused_for_others_misses(
        self,
    ) -> None:
        table = a_table()
        browser = table.client("stranger")
        for _time in range(MISSES.max_count + 5):
            missed = browser.get("/open/" + "k" + "2" * 28 + "/")
        assert missed.status_code == 429
        assert int(missed["Retry-After"]) > 0
        for role in (Role.WRITER, Role.READER):
            address = f"/open/{derived_token(table.partnership, role)}/"
            assert browser.get(address).status_code == 200
            assert browser.post(address).status_code == 302
        assert browser.get(f"/open/{table.token}/").status_code == 200
        assert Counter.objects.get(kind="miss").count == MISSES.max_count

    def test_misses_look_alike_whatever_was_guessed(self) -> None:
        table = a_table()
        browser = table.client("stranger")
        right = derived_token(table.partnership, Role.WRITER)
        near = right[:-1] + ("b" if right[-1] == "a" else "a")
        guesses = ["k" + "2" * 28, near, "nonsense"]
        answers = {self._answer(browser, guess) for guess in guesses}
        assert len(answers) == 1

    def _answer(self, browser: Client, guess: str) -> tuple[int, str]:
        """Status and page, but for what the visitor sent and the token of its forms."""
        response = browser.get(f"/open/{guess}/")
        page = response.content.decode().replace(guess, "")
        return response.status_code, re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page)
