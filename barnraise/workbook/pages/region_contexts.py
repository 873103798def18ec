"""What each region shows: its template's context, made from the reading."""

from collections.abc import Callable
from typing import Any

from barnraise.workbook.fields import KINDS
from barnraise.workbook.history.milestones import milestones
from barnraise.workbook.pages.context import Desk
from barnraise.workbook.pages.picture import legend, picture_of
from barnraise.workbook.state.load import history_of
from barnraise.workbook.state.snapshot import Place
from barnraise.workbook.state.stage_counts import dated_steps, tiles
from barnraise.workbook.state.topics import nudges, topics
from barnraise.workbook.text.offer import Offer, offer

Context = dict[str, Any]

MOST_LISTED = 4  # milestones on the overview; all of them stand among the moments


def contents(desk: Desk, kind: str, key: str) -> Context:
    """The context of the region template `kind` for the thing named `key`."""
    return CONTENTS[kind](desk, key)


def _question(desk: Desk, key: str) -> Context:
    reading = desk.question(key)
    return {
        "reading": reading,
        "question": reading.question,
        "nudges": nudges(desk.reading, reading),
    }


def _text(desk: Desk, key: str) -> Context:
    notes = next(each for each in desk.instrument.note_fields if each.key == key)
    place = desk.reading.place(f"text/{key}")
    most = KINDS["text"].attributes[0].most
    return {"notes": notes, "place": place, "offer": _offer(desk, place), "most": most}


def _offer(desk: Desk, place: Place) -> Offer | None:
    """One text out of several that stand here, for those who may save it."""
    if not (place.split and desk.member.may_write):
        return None
    versions = [line.id for line in place.versions]
    return offer(history_of(desk.workbook, place.field), versions)


def _page(desk: Desk, key: str) -> Context:
    number = int(key)
    return {
        "stage": desk.stage(number),
        "stage_number": number,
        "next_number": number + 1 if number < len(desk.instrument.stages) else 0,
    }


def _guide(desk: Desk, key: str) -> Context:
    question = desk.question(key).question
    return {
        "question": question,
        "leans_on": [desk.instrument.question(each) for each in question.leans_on],
    }


def _tabs(desk: Desk, key: str) -> Context:
    return {"tiles": tiles(desk.reading), "current": int(key or 0), "legend": legend(desk.reading)}


def _picture(desk: Desk, key: str) -> Context:
    return {"picture": picture_of(desk), "legend": legend(desk.reading)}


def _next(desk: Desk, key: str) -> Context:
    return {"topics": topics(desk.reading)}


def _steps(desk: Desk, key: str) -> Context:
    return _question(desk, key) if key else {"steps": dated_steps(desk.reading)}


def _now(desk: Desk, key: str) -> Context:
    places: list[tuple[Any, Place]] = [
        (stage, desk.reading.place(f"now/{stage.key}")) for stage in desk.instrument.stages
    ]
    return {"places": places}


def _way(desk: Desk, key: str) -> Context:
    return {"place": desk.reading.place("way")}


def _milestones(desk: Desk, key: str) -> Context:
    return {"milestones": milestones(desk.reading)[: -MOST_LISTED - 1 : -1]}


CONTENTS: dict[str, Callable[[Desk, str], Context]] = {
    "answer": _question,
    "note": _question,
    "evidence": _question,
    "step": _question,
    "text": _text,
    "page": _page,
    "guide": _guide,
    "tabs": _tabs,
    "standing": _picture,
    "picture": _picture,
    "tiles": _tabs,
    "next": _next,
    "steps": _steps,
    "now": _now,
    "way": _way,
    "milestones": _milestones,
}
