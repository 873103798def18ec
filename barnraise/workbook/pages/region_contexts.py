"""What each region shows: its template's context, made from the reading."""

from collections.abc import Callable
from typing import Any

from barnraise.workbook.fields.address import parse
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.locations import back_to
from barnraise.workbook.pages.picture import legend, picture_of
from barnraise.workbook.state.load import history_of
from barnraise.workbook.state.milestones import milestones
from barnraise.workbook.state.newest import MAX_SHOWN, count_earlier
from barnraise.workbook.state.snapshot import FieldState
from barnraise.workbook.state.stage_counts import dated_steps, stage_counts
from barnraise.workbook.state.topics import nudges, topics
from barnraise.workbook.text.offer import MergeOffer, offer

Context = dict[str, Any]

MAX_JOINED = 20  # texts in one offer; more are read in the history
MAX_AT_ONCE = 2  # texts that are joined for an open page, at each change; more once it is asked for
MAX_LISTED = 4  # milestones on the overview; all of them stand among the moments


def region_context(page: PageContext, kind: str, key: str, *, defers: bool = False) -> Context:
    """The context of the region template `kind` for the thing named `key`.

    When it `defers`, what takes long to make is a link to the page that shows it.
    """
    if defers and kind == "text":
        return _deferred_text(page, key)
    return REGION_CONTEXTS[kind](page, key)


def _question(page: PageContext, key: str) -> Context:
    state = page.question(key)
    return {
        "state": state,
        "question": state.question,
        "nudges": nudges(page.snapshot, state),
    }


def _text(page: PageContext, key: str) -> Context:
    context = _without_offer(page, key)
    return {**context, "offer": _offer(page, context["field_state"])}


def _deferred_text(page: PageContext, key: str) -> Context:
    """Where many write in one text each change makes another offer, and hardly any is looked at."""
    context = _without_offer(page, key)
    if len(context["field_state"].versions) <= MAX_AT_ONCE:
        return _text(page, key)
    address = parse(f"text/{key}", page.instrument)
    place, _hash, anchor = back_to(page.slug, address, page.instrument).partition("#")
    # Another address at each version: to one that differs by its anchor alone a browser only jumps.
    return {**context, "joined_on": f"{place}?version={page.snapshot.version}#{anchor}"}


def _without_offer(page: PageContext, key: str) -> Context:
    notes = next(each for each in page.instrument.note_fields if each.key == key)
    return {
        "notes": notes,
        "field_state": page.snapshot.field_state(f"text/{key}"),
        "most": KINDS["text"].attributes[0].most,
    }


def _offer(page: PageContext, field_state: FieldState) -> MergeOffer | None:
    """One text out of several that stand here, for those who may save it."""
    versions = [line.id for line in field_state.versions]
    if not (1 < len(versions) <= MAX_JOINED and page.member.may_write):
        return None
    return offer(history_of(page.workbook, field_state.field), versions)


def _page(page: PageContext, key: str) -> Context:
    number = int(key)
    return {
        "stage": page.stage(number),
        "stage_number": number,
        "next_number": number + 1 if number < len(page.instrument.stages) else 0,
    }


def _guide(page: PageContext, key: str) -> Context:
    question = page.question(key).question
    return {
        "question": question,
        "leans_on": [page.instrument.question(each) for each in question.leans_on],
    }


def _tabs(page: PageContext, key: str) -> Context:
    return {
        "tiles": stage_counts(page.snapshot),
        "current": int(key or 0),
        "legend": legend(page.snapshot),
    }


def _picture(page: PageContext, key: str) -> Context:
    return {"picture": picture_of(page), "legend": legend(page.snapshot)}


def _next(page: PageContext, key: str) -> Context:
    return {"topics": topics(page.snapshot)}


def _steps(page: PageContext, key: str) -> Context:
    if key:
        return _question(page, key)
    steps = dated_steps(page.snapshot)
    return {"shown": steps[:MAX_SHOWN], "left_out": count_earlier(steps)}


def _now(page: PageContext, key: str) -> Context:
    field_states: list[tuple[Any, FieldState]] = [
        (stage, page.snapshot.field_state(f"now/{stage.key}")) for stage in page.instrument.stages
    ]
    return {"field_states": field_states}


def _way(page: PageContext, key: str) -> Context:
    return {"field_state": page.snapshot.field_state("way")}


def _milestones(page: PageContext, key: str) -> Context:
    return {"milestones": milestones(page.snapshot)[: -MAX_LISTED - 1 : -1]}


REGION_CONTEXTS: dict[str, Callable[[PageContext, str], Context]] = {
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
