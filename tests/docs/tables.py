"""Every table of the program, with a model or without."""

from collections.abc import Iterator

from django.apps import apps

WITHOUT_MODEL = ("workbook_writing", "reports_document")  # made by migrations, on PostgreSQL


def tables() -> Iterator[str]:
    yield from (model._meta.db_table for model in apps.get_models())
    yield from WITHOUT_MODEL
