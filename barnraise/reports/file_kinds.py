"""What the documents of a workbook are called, and their kinds; the server needs to know no more.

How each is made stands in `formats`, which loads every library for it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """A format as it is asked for: its name in addresses, its ending, its kind."""

    name: str
    ending: str
    kind: str
    part: str = ""  # said in the file's name, where one ending has several files

    def file_name(self, slug: str) -> str:
        """What the file is called on somebody's disk."""
        return f"barnraise-{'-'.join(filter(None, (slug, self.part)))}.{self.ending}"


OFFICE = "application/vnd.openxmlformats-officedocument"
CSV = "text/csv; charset=utf-8"

FILE_KINDS = {
    each.name: each
    for each in (
        FileKind("pdf", "pdf", "application/pdf"),
        FileKind("pdf-a4", "pdf", "application/pdf"),
        FileKind("html", "html", "text/html; charset=utf-8"),
        FileKind("markdown", "md", "text/markdown; charset=utf-8"),
        FileKind("docx", "docx", f"{OFFICE}.wordprocessingml.document"),
        FileKind("xlsx", "xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        FileKind("csv", "csv", CSV),
        FileKind("csv-history", "csv", CSV, part="history"),
        FileKind("codebook", "csv", CSV, part="codebook"),
        FileKind("calendar", "ics", "text/calendar; charset=utf-8"),
    )
}
BLANK = "blank"  # the form to fill in, which is made of the questions alone
