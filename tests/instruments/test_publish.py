"""Publishing a version: once, upward only, for good."""

import pytest
from django.db import DatabaseError, transaction

from barnraise.instruments.models import Edition
from barnraise.instruments.parser import NotAQuestionSet
from barnraise.instruments.publish import NotPublished, find, publish

from .samples import SMALL, small

pytestmark = pytest.mark.django_db

FIXED = SMALL.replace("version: 1", "version: 2").replace("Is the soil good?", "Good soil?")
WATER = SMALL[SMALL.index("      - key: water") :]


def test_a_document_becomes_an_edition_with_its_digest():
    published = publish(SMALL)
    assert published.is_new
    assert published.edition.sha256 == Edition.digest(SMALL)
    assert published.edition.document == SMALL
    assert published.edition.instrument.key == "garden"
    assert published.changes.new == ("soil", "water", "ground-text")


def test_the_same_bytes_again_are_the_same_edition():
    first = publish(SMALL)
    again = publish(SMALL)
    assert (again.edition, again.is_new) == (first.edition, False)
    assert again.changes == first.changes
    assert Edition.objects.count() == 1


def test_an_older_version_published_again_is_still_the_same_edition():
    first = publish(SMALL)
    publish(FIXED)
    assert publish(SMALL) == type(first)(first.edition, is_new=False, changes=first.changes)


def test_other_bytes_under_the_same_version_are_refused():
    publish(SMALL)
    with pytest.raises(NotPublished, match="Version 1 of “garden” is published already"):
        publish(SMALL + "\n")


def test_a_version_that_is_not_higher_is_refused():
    publish(small(version="version: 3"))
    with pytest.raises(NotPublished) as refusal:
        publish(FIXED)
    assert refusal.value.sentence == (
        "“garden” is published in version 3 already: give this document a version above 3, not 2."
    )
    assert Edition.objects.count() == 1


def test_a_new_version_says_what_it_changes():
    publish(SMALL)
    assert publish(FIXED).changes.changed == ("soil",)


def test_a_removed_key_may_come_back_only_as_what_it_was():
    publish(SMALL)
    publish(FIXED.replace(WATER, ""))
    back = small(version="version: 3")
    with pytest.raises(NotPublished, match="used “water” for something else"):
        publish(back.replace("{en: Water, es: Agua}", "{en: Weeds, es: Hierbas}"))
    assert publish(back).is_new


def test_a_document_with_faults_is_not_published():
    with pytest.raises(NotAQuestionSet, match=r"garden\.yaml:3: version"):
        publish(small(version="version: x"), name="garden.yaml")
    assert not Edition.objects.exists()


def test_an_edition_is_found_by_key_and_version():
    first, second = publish(SMALL).edition, publish(FIXED).edition
    assert find("garden") == second
    assert find("garden", 1) == first
    assert find("garden", 3) is None
    assert find("meadow") is None


def test_the_database_refuses_to_change_or_remove_an_edition():
    edition = publish(SMALL).edition
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Edition.objects.update(document="other")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        edition.delete()
    assert Edition.objects.get().document == SMALL


def test_windows_line_ends_are_stored_as_they_came():
    text = SMALL.replace("\n", "\r\n")
    publish(text)
    stored = Edition.objects.get()
    assert stored.document == text
    assert Edition.digest(stored.document) == stored.sha256
