"""Which editions a host offers, and in which order."""

import pytest

from barnraise.instruments.publish import offer, offered, publish, put_first, withdraw

from .samples import SMALL, small

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [publish(small(key=f"key: {key}")).edition for key in ("garden", "meadow", "orchard")]


def test_nothing_is_offered_by_being_published(three):
    assert offered() == []


def test_offers_stand_in_the_order_they_were_made_and_once(three):
    for edition in (*three, three[0]):
        offer(edition)
    assert offered() == three


def test_a_withdrawn_edition_is_no_longer_offered_and_may_be_again(three):
    for edition in three:
        offer(edition)
    withdraw(three[0])
    withdraw(three[0])
    assert offered() == three[1:]
    offer(three[0])
    assert offered() == [*three[1:], three[0]]


def test_one_is_put_first_and_the_others_keep_their_order(three):
    for edition in three:
        offer(edition)
    put_first(three[2])
    assert offered() == [three[2], three[0], three[1]]
    put_first(three[1])
    assert offered() == [three[1], three[2], three[0]]


def test_what_was_not_offered_can_be_put_first(three):
    offer(three[0])
    put_first(three[1])
    assert offered() == [three[1], three[0]]


def test_a_newer_version_takes_the_offers_place(three):
    for edition in three:
        offer(edition)
    newer = publish(small(version="version: 2")).edition
    assert offered() == [newer, *three[1:]]


def test_an_older_version_can_be_offered_instead():
    old = publish(SMALL).edition
    new = publish(small(version="version: 2")).edition
    offer(new)
    offer(old)
    assert offered() == [old]
