"""Moving a workbook to a newer version of its questions: a new round, and no answer is lost."""

from django.utils.translation import gettext as _

from barnraise.instruments.document import Question
from barnraise.instruments.imported_editions import OWN
from barnraise.instruments.models import Edition
from barnraise.instruments.publish import find
from barnraise.ledger.writer import write_transaction
from barnraise.partnerships.models import Member
from barnraise.refusals import WrongMoment
from barnraise.workbook.models import Round, Workbook


def newer(workbook: Workbook) -> Edition | None:
    """The latest version of the workbook's question set, when it is newer than its own.

    A set of one workbook's own has none but what its keeper brings: a copy of the workbook, made
    from its file, may have been given other questions under the same key.
    """
    now = workbook.instrument
    latest = None if now.key.startswith(OWN) else find(now.key)
    return latest if latest and latest.version > now.version else None


def move(workbook: Workbook, edition: Edition, *, by: Member) -> Round:
    """Ask the questions of `edition` from now on; what was said stays under its keys.

    Raises WrongMoment unless the edition is a newer version of the same set.
    """
    with write_transaction():
        held = Workbook.objects.select_for_update().select_related("edition").get(pk=workbook.pk)
        now, then = held.edition.instrument, edition.instrument
        if then.key != now.key or then.version <= now.version:
            raise WrongMoment(_("These are not newer questions of the same set."))
        held.edition = edition
        held.save(update_fields=["edition"])
        number = held.rounds.count() + 1
        opened = held.rounds.create(number=number, edition=edition, opened_by=by)
    workbook.edition = edition
    return opened


def labels(keys: tuple[str, ...], questions: tuple[Question, ...], language: str) -> list[str]:
    """The labels of these keys, for people."""
    by_key = {question.key: question.label.in_(language) for question in questions}
    return [by_key[key] for key in keys if key in by_key]
