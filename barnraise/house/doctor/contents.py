"""What was said: logs against themselves, editions against their digests, what waits."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.utils import timezone

from barnraise.house.backups import integrity
from barnraise.house.doctor.database import RESTORE
from barnraise.house.doctor.findings import Finding, error, note, warning
from barnraise.instruments.models import Edition
from barnraise.partnerships import storage
from barnraise.partnerships.models import Partnership

MAX_SENTENCES = 20  # sentences of one kind; more say nothing more


def findings(using: str) -> Iterator[Finding]:
    """What is wrong with the contents, or waits for a person."""
    for sentence in islice(integrity.troubles(using), MAX_SENTENCES):
        yield error(sentence, RESTORE)
    yield from _editions(using)
    yield from _set_aside(using)
    yield from _examples(using)
    yield from _closed_to_new_ones()


def _editions(using: str) -> Iterator[Finding]:
    for edition in Edition.objects.using(using).order_by("pk").iterator():
        if Edition.digest(edition.document) != edition.sha256:
            yield error(f"The question set {edition} is not what was published.", RESTORE)


def _set_aside(using: str) -> Iterator[Finding]:
    for log in integrity.logs(using):
        if keys := [str(key) for key in log.set_aside.values_list("key", flat=True)]:
            yield warning(
                f"{log._meta.verbose_name} {log.pk} has {_counted(keys)} set aside, because "
                f"their ids had come with other words before: {', '.join(keys[:5])}.",
                "Ask who wrote there whether words are missing.",
            )


def _counted(keys: list[str]) -> str:
    return "1 entry" if len(keys) == 1 else f"{len(keys)} entries"


def _examples(using: str) -> Iterator[Finding]:
    over = timezone.now() - timedelta(hours=2)
    count = Partnership.objects.using(using).filter(example_until__lt=over).count()
    if count:
        yield note(
            f"{count} example workbooks are past their week.",
            "A running server removes them within the hour.",
        )


def _closed_to_new_ones() -> Iterator[Finding]:
    if storage.is_disk_low():
        yield warning(
            "New workbooks are refused, for the disk is nearly full.", "Make room on the disk."
        )
    if storage.is_database_full():
        yield warning(
            "New workbooks are refused, for the database takes what BARNRAISE_MAX_MB allows.",
            "Allow more, or ask keepers to remove workbooks that are done with.",
        )
