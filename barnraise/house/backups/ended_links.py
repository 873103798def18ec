"""How often each link of a workbook was made, so that a restore opens no link that was replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from barnraise.partnerships.models import Partnership, Role

DIGITS = frozenset("0123456789abcdef")
FIRST = 1  # a link that was never replaced


@dataclass(frozen=True)
class LinkCounts:
    """How often each link was made, and the digest of the keeper's latest."""

    keeper: int
    writer: int
    reader: int
    keeper_digest: str

    def __post_init__(self) -> None:
        counts = (self.keeper, self.writer, self.reader)
        if not all(type(count) is int and FIRST <= count < 2**31 for count in counts):
            raise ValueError("a link is made once or more often")
        if len(self.keeper_digest) != 64 or not DIGITS.issuperset(self.keeper_digest):
            raise ValueError("a digest has 64 digits")

    def joined(self, other: "LinkCounts") -> "LinkCounts":
        """The higher count of each; what is added later is right about the keeper's digest."""
        latest = other if other.keeper >= self.keeper else self
        return replace(
            latest,
            writer=max(self.writer, other.writer),
            reader=max(self.reader, other.reader),
        )


def link_counts(using: str) -> dict[str, LinkCounts]:
    """The workbooks in this database of which a link was ever replaced."""
    replaced = Q()
    for role in Role.values:
        replaced |= Q(**{f"{role}_generation__gt": FIRST})
    tables = Partnership.objects.using(using).filter(replaced)
    return {table.slug: _counts(table) for table in tables.order_by("pk")}


def _counts(table: Partnership) -> LinkCounts:
    counts = {str(role): table.generation(role) for role in Role.values}
    return LinkCounts(**counts, keeper_digest=table.keeper_digest)


def row_of(counts: LinkCounts) -> dict[str, object]:
    """The line of the list: counts and a digest, from which no link can be made."""
    return {**{role: getattr(counts, role) for role in Role.values}, "digest": counts.keeper_digest}


def read_counts(row: Mapping[str, object]) -> LinkCounts:
    """Such a line read back; ValueError, KeyError or TypeError when it makes no sense."""
    keeper, writer, reader = (_whole(row[role]) for role in Role.values)
    return LinkCounts(keeper, writer, reader, str(row["digest"]))


def _whole(number: object) -> int:
    if type(number) is not int:
        raise TypeError("not a whole number")
    return number


def count_up(links: Mapping[str, LinkCounts], using: str) -> None:
    """Let every link in this database that was replaced since be a replaced one."""
    tables = Partnership.objects.using(using)
    for slug, counts in links.items():
        table = tables.filter(slug=slug).first()
        if table is None:
            continue
        latest = _counts(table).joined(counts)
        tables.filter(pk=table.pk).update(
            keeper_digest=latest.keeper_digest,
            **{f"{role}_generation": getattr(latest, role) for role in Role.values},
        )
