"""Queries that are asked with every save and every look: Django writes their SQL once.

Making SQL out of a query set takes Django longer than the database needs to answer it. A compiled
query is an ordinary query set, so what it says is said in one place; only the text and the order
of its values are remembered.

This file alone leans on private parts of Django: `get_compiler`, `klass_info`, `select`,
`get_converters`, `apply_converters` and `get_related_populators`. Look at each of them again, and
at tests/ledger/test_compiled_query.py, before `CHECKED_WITH` is set to another version.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)

CHECKED_WITH = (5, 2)  # the version of Django whose private parts were read

WORD = "\x1fvalue-{}\x1f"  # stands for a text, and no text of a query set can be it
NUMBER = 2_140_033_000  # and these, each one higher, for numbers; in reach of every column


class CompiledQuery(Generic[M]):
    """`make` gets one stand-in per type in `takes` (str or int) and answers the query set.

    Each value must appear in the query as it was given, at least once.
    """

    def __init__(self, make: Callable[..., QuerySet[M]], *takes: type) -> None:
        self._make, self._takes = make, takes
        self._made = lru_cache(maxsize=4)(self._compiled)  # one for each kind of database

    def rows(self, *values: Any) -> list[M]:
        """The rows for these values, as models, with what the query set fetches along."""
        made = self._made(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(made.sql, made.filled(values))
            return list(made.models(cursor.fetchall()))

    def first(self, *values: Any) -> M | None:
        """The first row, or None."""
        return next(iter(self.rows(*values)), None)

    def _compiled(self, _vendor: str) -> "_Compiled[M]":
        marks = [
            WORD.format(n) if kind is str else NUMBER + n for n, kind in enumerate(self._takes)
        ]
        return _Compiled(self._make(*marks), marks)


class _Compiled(Generic[M]):
    def __init__(self, queryset: QuerySet[M], marks: list[Any]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, given = compiler.as_sql()
        places = [marks.index(value) if value in marks else None for value in given]
        self.fixed, self.places = list(given), places
        if {*range(len(marks))} - {*places}:
            raise ValueError(f"A value has no place in: {self.sql}")
        self.compiler, self.model = compiler, queryset.model
        info = compiler.klass_info
        own = info["select_fields"]
        self.own = slice(own[0], own[-1] + 1)
        self.names = [each[0].target.attname for each in compiler.select[self.own]]
        self.related = get_related_populators(info, compiler.select, connection.alias)  # type: ignore[call-arg]  # stubs of a later Django
        self.converters = compiler.get_converters([each[0] for each in compiler.select])

    def filled(self, values: tuple[Any, ...]) -> list[Any]:
        return [
            fixed if place is None else values[place]
            for fixed, place in zip(self.fixed, self.places, strict=True)
        ]

    def models(self, rows: list[tuple[Any, ...]]) -> Iterator[M]:
        for row in self.compiler.apply_converters(rows, self.converters):
            made = self.model.from_db(connection.alias, self.names, row[self.own])
            for each in self.related:
                each.populate(row, made)
            yield made
