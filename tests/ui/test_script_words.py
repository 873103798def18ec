"""The few sentences that scripts say come with the page, in its language."""

import json
import re

import pytest
from django.test import Client

from tools.step import ROOT

CARRIED = re.compile(r'<script id="words" type="application/json">(.*?)</script>', re.S)
ASKED = re.compile(r'\bwords\("(\w+)"\)')


def carried(client: Client, language: str) -> dict[str, str]:
    page = client.get("/", headers={"Accept-Language": language}).content.decode()
    words: dict[str, str] = json.loads(CARRIED.findall(page)[0])
    return words


@pytest.mark.django_db
def test_the_sentences_are_in_the_language_of_the_page(client: Client) -> None:
    english, spanish = carried(client, "en"), carried(client, "es")
    assert english["saving"] == "Saving…"
    assert english.keys() == spanish.keys()
    assert all(english[key] != spanish[key] for key in english)


@pytest.mark.django_db
def test_every_sentence_a_script_asks_for_by_name_is_there(client: Client) -> None:
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "barnraise").rglob("*.js")]
    asked = {key for text in scripts for key in ASKED.findall(text)}
    assert asked
    assert asked <= carried(client, "en").keys()
