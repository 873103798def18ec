"""Spanish's catalog: what django.po knows, what is marked, and both as the bytes of a file."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.marked import Marked

FOLDER = Path("barnraise/house/locale/es/LC_MESSAGES")
HEADER = "# Barnraise in Spanish: `python -m tools.messages` gathers the texts, people translate."


class Plain(Catalog):
    """A catalog that says no more of itself than programs need: no dates, no names."""

    def __init__(self) -> None:
        super().__init__(locale="es", header_comment=HEADER, fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "es"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def known_in(root: Path) -> Catalog:
    """What django.po says now; empty when there is none."""
    path = root / FOLDER / "django.po"
    with BytesIO(path.read_bytes() if path.exists() else b"") as file:
        return read_po(file, locale="es")


def gathered(marked: Iterable[Marked], known: Catalog) -> Catalog:
    """All that is marked, in its order, each with the Spanish that is known for it."""
    catalog = Plain()
    for text in marked:
        message_id = text.id if len(text.id) > 1 else text.id[0]
        catalog.add(message_id, locations=[(text.place, 1)], context=text.context)
    for message in texts(catalog):
        before = known.get(english(message)[0], message.context)
        if before and not before.fuzzy and before.pluralizable == message.pluralizable:
            message.string = before.string
    return catalog


def written(catalog: Catalog) -> bytes:
    """The catalog as django.po; no line numbers, so that moving a line changes nothing."""
    with BytesIO() as file:
        write_po(file, catalog, width=96, include_lineno=False)
        return file.getvalue().rstrip(b"\n") + b"\n"


def compiled(catalog: Catalog) -> bytes:
    """The catalog as django.mo, untranslated texts left out."""
    with BytesIO() as file:
        write_mo(file, catalog)
        return file.getvalue()


def texts(catalog: Catalog) -> Iterator[Message]:
    """The texts without the header, which has an empty id."""
    return (message for message in catalog if message.id)


def english(message: Message) -> tuple[str, ...]:
    """What the program says: one text, or two when it counts."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def spanish(message: Message) -> tuple[str, ...]:
    """What a reader of Spanish sees; empty texts where nobody has translated yet."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
