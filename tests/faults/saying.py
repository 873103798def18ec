"""A machine for Hypothesis: people say, send, lose answers, forge and move on; a model watches."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from barnraise.instruments.publish import publish
from barnraise.ledger.draft import Draft
from barnraise.partnerships.throttle import reset
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.rounds.advance import move
from tests.cast import SMALL_SET, Seat, Table, a_table
from tests.faults.checking import State, stands
from tests.faults.device import Said

OURS = {"Origin": "http://testserver", "X-Barnraise": "sync"}
WORDS = st.sampled_from(["", "one", "two", "three\n\nfour", "☃ é"])
LINK = "https://juniper.example/"
NOTE = "note/goal/" + "c" * 32
SAYINGS = st.one_of(
    st.tuples(
        st.sampled_from(["answer/goal", "answer/plan"]),
        st.fixed_dictionaries({"choice": st.sampled_from(["", "yes", "partly", "disagree"])}),
    ),
    st.tuples(st.sampled_from(["text/text-1", NOTE]), st.fixed_dictionaries({"text": WORDS})),
    st.tuples(
        st.just("evidence/goal/" + "a" * 32),
        st.fixed_dictionaries({"title": WORDS}, optional={"link": st.sampled_from(["", LINK])}),
    ),
    st.tuples(
        st.just("step/goal/" + "b" * 32),
        st.fixed_dictionaries({"what": WORDS}, optional={"who": WORDS, "done": st.booleans()}),
    ),
)
MAIN = {"choice", "text", "title", "what"}
POISON = st.sampled_from(
    ["", "[]", "null", '{"id": 7}', "7", json.dumps({"id": "x", "field": "answer/goal"})]
)


def _other(value: Mapping[str, Any]) -> dict[str, str]:
    """What no saying says, for the main part of this value."""
    return dict.fromkeys(MAIN & value.keys(), "not_yet")


class Line:
    """One entry of the model."""

    def __init__(self, key: str, field: str, replaces: frozenset[str], by: int) -> None:
        self.id, self.field, self.replaces, self.by = key, field, replaces, by


class Saying(RuleBasedStateMachine):
    """The model is a dictionary of the lines that were kept; what stands follows from the set."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.table: Table = a_table()
        self.seats: list[Seat] = [self.table.seat("writer"), self.table.seat("second")]
        self.browsers: list[Client] = [each.client for each in self.seats]
        self.lines: dict[str, Line] = {}
        self.said: list[Said] = []
        self.drafts: list[Draft] = []
        self.versions = 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # What people do

    @rule(saying=SAYINGS, key=st.uuids(version=4), back=st.lists(st.integers(0, 40), max_size=3))
    def say(self, saying: tuple[str, dict[str, Any]], key: UUID, back: list[int]) -> None:
        """Say something, having seen some of what was said, sent or not, there or elsewhere."""
        sees = {self.said[-1 - n].id for n in back if n < len(self.said)} - {str(key)}
        self.said.append(Said(str(key), saying[0], tuple(sorted(sees)), saying[1]))

    @precondition(lambda self: self.said)
    @rule(data=st.data(), who=st.integers(0, 1), poison=st.none() | POISON)
    def send(self, data: st.DataObject, who: int, poison: str | None) -> None:
        """Send any of it in any order, sent before or not; a bad one among them fails alone."""
        pool = self.said[-12:]
        sent = data.draw(
            st.lists(st.sampled_from(pool), min_size=1, max_size=5, unique_by=lambda each: each.id)
        )
        texts = [each.text for each in sent]
        place = len(texts) // 2
        told = self._post(
            who, texts if poison is None else [*texts[:place], poison, *texts[place:]]
        )
        if poison is not None:
            assert told.pop(place)["outcome"] == "refused"
        for said, receipt in zip(sent, told, strict=True):
            self._received(said, receipt, who)

    @precondition(lambda self: self.lines)
    @rule(data=st.data(), who=st.integers(0, 1), saying=SAYINGS)
    def forge(self, data: st.DataObject, who: int, saying: tuple[str, dict[str, Any]]) -> None:
        """Use an id again with other words: what came first stays, the other has its own id."""
        old = data.draw(st.sampled_from(sorted(self.lines)))
        before = self._row(old).value
        [receipt] = self._post(who, [Said(old, saying[0], (), saying[1]).text])
        if receipt["outcome"] == "stored":
            replaces = frozenset(self._row(receipt["kept_as"]).replaces)
            assert old in replaces
            self._keep(Line(receipt["kept_as"], saying[0], replaces, who))
        assert self._row(old).value == before

    @rule(saying=SAYINGS, key=st.uuids(version=4), data=st.data(), who=st.integers(0, 1))
    def keep(
        self, saying: tuple[str, dict[str, Any]], key: UUID, data: st.DataObject, who: int
    ) -> None:
        """The ledger's own verb: a new draft, and an old one as it was or not."""
        sees = (
            data.draw(st.lists(st.sampled_from(sorted(self.lines)), max_size=3))
            if self.lines
            else []
        )
        fresh = Draft(key, saying[0], saying[1], frozenset(map(UUID, sees)) - {key})
        drafts, expected = [fresh], ["stored"]
        if self.drafts:
            old = data.draw(st.sampled_from(self.drafts))
            drafts.append(
                replace(
                    old,
                    value=data.draw(st.sampled_from([old.value, _other(old.value)])),
                )
            )
            expected.append("duplicate" if drafts[1] == old else "conflict")
        receipts = self._workbook().keep(drafts, by=self.seats[who].member)
        if NOTE not in {each.field for each in drafts}:  # whose it is was tried by sending
            assert [each.outcome for each in receipts] == expected
        if receipts[0].outcome == "stored":
            self._keep(Line(str(key), fresh.field, frozenset(sees) - {str(key)}, who))
            self.drafts.append(fresh)

    @precondition(lambda self: self.versions < 3)
    @rule()
    def move_on(self) -> None:
        """The keeper moves the workbook to newer questions."""
        self.versions += 1
        text = SMALL_SET.read_text(encoding="utf-8")
        newer = text.replace("version: 1", f"version: {self.versions}")
        edition = publish(newer, name="newer").edition
        move(self._workbook(), edition, by=self.table.keeper)

    # What has to hold

    @invariant()
    def what_stands_is_a_function_of_the_set(self) -> None:
        workbook = self._workbook()
        state: State = {}
        for field, key in workbook.standing.values_list("field", "entry__key"):
            state.setdefault(field, set()).add(str(key))
        assert state == stands(self.lines.values())
        assert workbook.version == len(self.lines)

    def _post(self, who: int, texts: list[str]) -> list[dict[str, str]]:
        reset()  # how fast a device may send is tried elsewhere
        body = json.dumps({"page": "", "since": 0, "entries": texts})
        answer = self.browsers[who].post(
            f"/w/{self.table.slug}/sync/", body, content_type="application/json", headers=OURS
        )
        told = answer.json()
        assert (answer.status_code, told["count"]) == (200, len(texts))
        return list(told["receipts"])

    def _received(self, said: Said, receipt: dict[str, str], who: int) -> None:
        outcome, kept_as = receipt["outcome"], receipt["kept_as"]
        assert receipt["id"] == said.id
        if outcome == "refused":
            assert said.field == NOTE
            assert self._owner() not in {None, who}
        elif said.id in self.lines:
            assert (outcome, kept_as) == ("duplicate", said.id)
        elif outcome != "same":
            assert (outcome, kept_as) == ("stored", said.id)
            self._keep(Line(said.id, said.field, frozenset(said.sees), who))

    def _owner(self) -> int | None:
        return next((line.by for line in self.lines.values() if line.field == NOTE), None)

    def _keep(self, line: Line) -> None:
        assert line.id not in self.lines
        self.lines[line.id] = line

    def _row(self, key: str) -> Entry:
        return self.table.workbook.entries.get(key=key)

    def _workbook(self) -> Workbook:
        """As a request would find it."""
        return Workbook.objects.get(pk=self.table.workbook.pk)
