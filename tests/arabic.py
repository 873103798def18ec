"""A workbook in another language than its pages: the set and every person's words are in Arabic."""

import re
from pathlib import Path
from uuid import uuid4

from barnraise.instruments.publish import publish
from barnraise.workbook.history.milestones import MilestoneName, name_milestone
from tests.cast import Table, a_table
from tests.workbook.pages import now, say, say_unseen

ARABIC_SET = Path(__file__).with_name("arabic-set.yaml")
SET_TEXTS = frozenset(re.findall('ar: "(.*?)"', ARABIC_SET.read_text(encoding="utf-8")))
PERSON = "كتبنا"  # stands in whatever a person wrote here, and nowhere in the set


def an_arabic_table() -> Table:
    """People who said one thing of each kind, chose, struck and changed, and named a moment."""
    edition = publish(ARABIC_SET.read_text(encoding="utf-8"), name=ARABIC_SET.name).edition
    table = a_table(f"شراكة {PERSON}", edition)
    for n, who in enumerate(("keeper", "writer", "second", "reader"), 1):
        table.seat(who).member.sign(f"{PERSON} {n}", f"مدرسة {PERSON}")
    _say(table)
    name_milestone(now(table), MilestoneName(f"لقاء {PERSON}", f"{PERSON} معاً"), by=table.keeper)
    _go_on(table)
    return table


def _say(table: Table) -> None:
    say(table, "text/text-1", text=f"{PERSON} النص الأول\nسطر آخر")
    say(table, "answer/goal", choice="yes")
    say(table, "answer/people", choice="n_a")
    say(table, "reason/people", text=f"{PERSON} السبب")
    say(table, "part/people/2", choice="partly")
    say(table, "now/gather", here=True)
    for kind in ("note", "view"):
        say(table, f"{kind}/goal/{uuid4().hex}", text=f"{PERSON} {kind}")
    say(table, f"evidence/goal/{uuid4().hex}", title=f"{PERSON} وثيقة", link="https://example.org")
    say(
        table,
        f"step/goal/{uuid4().hex}",
        what=f"{PERSON} خطوة",
        who=f"{PERSON} أحمد",
        due="2030-05-01",
    )


def _go_on(table: Table) -> None:
    """What moved since: other answers, two versions, words others changed, struck and did."""
    say(table, "answer/goal", choice="disagree")
    say_unseen(table, "answer/plan", {"choice": "yes"}, {"choice": "not_sure"})
    say_unseen(table, "text/text-1", {"text": f"{PERSON} نص جديد"}, {"text": f"{PERSON} نص آخر"})
    step, note = f"step/plan/{uuid4().hex}", f"note/plan/{uuid4().hex}"
    say(table, step, what=f"{PERSON} خطوة ثانية", who=f"{PERSON} ليلى")
    say(table, step, by=table.second, what=f"{PERSON} خطوة ثالثة", who=f"{PERSON} ليلى")
    say(table, step, by=table.keeper, done=True)
    say(table, note, text=f"{PERSON} ملاحظة")
    say(table, note, by=table.keeper, struck=True)
    say(table, "now/raise", here=True)
