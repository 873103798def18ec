"""The signs at the beginning of a line: headings, bullets, boxes, numbers, stages. Pure."""

import re
from dataclasses import dataclass

HEADING = re.compile(r"(#{1,6})(?:(?<=##)|\s)\s*+([^\s#].*+)")
BOX = re.compile(
    r"(?:[-*+•]\s*)?(?:\d{1,3}[.)]\s*)?"
    r"(?:\[[ xX✓✔_]?\](?![(\[])|[☐☑☒✓✔❏❑❒□▢◻⬜\uf0a8\uf06f\uf0fe\uf071]|\(\s{1,3}\)"
    r"|_{2,6}(?=\s+\w))\s*"
)
BULLET = re.compile(
    r"(?:[-*+•◦▪▸►‣⁃–—·●○◯■➢➤✦\uf0b7\uf0a7]|o(?=\t|\s{2}))(?:\s+|(?<=[•◦▪▸►‣⁃●○◯■➢➤✦]))"
)
NUMBER = re.compile(
    r"(?:(?:Q|P|Question|Pregunta)\s*)?"
    r"(?:(?P<deep>\d{1,3}(?:\.\d{1,3}){1,3}[.)]?)|(?P<number>\(?\d{1,3}[.)]|(?<=[\sQPna])\d{1,3}:)"
    r"|(?P<roman>[IVX]{1,5}[.)])|(?P<letter>\(?[a-zA-Z]\)|[a-z]\.))\s+(?=\S)"
)
_COUNT = (
    r"(?:\d{1,2}|[IVX]{1,5}|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
)
_NAME = (
    r"(?:stage|phase|step|part|section|pillar|domain|module|chapter|unit|theme|level|block"
    r"|etapa|fase|paso|parte|secci[oó]n|pilar|m[oó]dulo|cap[ií]tulo|tema|bloque|étape|phase|partie"
    r"|المرحلة|القسم|الجزء|שלב|חלק|פרק)"
)
_ORDINAL = r"(?:الأولى|الثانية|الثالثة|الرابعة|الخامسة|[אבגדהו]['׳]?|ראשון|שני|שלישי)"
STAGE = re.compile(
    rf"(?P<mark>(?:[^\W\d_]+\s+){{0,3}}?{_NAME}\s*(?:no\.?\s*|#\s*)?(?:{_COUNT}|{_ORDINAL})"
    rf"(?:\s+(?:of|de|/)\s+\d{{1,2}})?)(?P<gap>\s*[:.)|–—-]+\s*|\s*\t\s*|\s*$)(?P<rest>.*)",
    re.IGNORECASE,
)
NOTE = re.compile(r"\[[A-Za-z][\w-]{0,39}:\s*([^\s\[\]:/<>]{1,80})\]")
RULE = re.compile(r"[^\w\[\]☐☑☒❏❑□]*")
MAX_TITLE = 150
_END = re.compile(r"[.?!؟？,;:][\"'”’»)*]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line begins with, and what follows. `style` tells one kind of list from another."""

    kind: str  # heading, item, stage, text
    rest: str
    level: int = 0
    style: str = ""
    box: bool = False
    mark: str = ""


def mark_of(text: str) -> Mark:
    """What a line is, by its beginning alone."""
    if found := HEADING.match(text):
        return Mark("heading", found[2].rstrip("# "), len(found[1]))
    if stage := stage_of(text):
        return stage
    if found := BOX.match(text):
        return Mark("item", text[found.end() :], style="b", box=True)
    if (found := BULLET.match(text)) and not text.startswith("**"):
        return Mark("item", text[found.end() :], style=_style(text[0]))
    if found := NUMBER.match(text):
        return Mark("item", text[found.end() :], style=str(found.lastgroup), mark=found[0].strip())
    return Mark("text", text)


def stage_of(text: str) -> Mark | None:
    """“Stage 2: Title” in its many shapes; a sentence that begins so is none."""
    if len(text) > MAX_TITLE:
        return None
    bare = text.replace("**", "").strip()
    found = STAGE.fullmatch(bare)
    if found is None or (found["rest"].endswith(("?", "؟"))):
        return None
    return Mark("stage", found["rest"].strip(), mark=found["mark"].strip())


def begins_anew(text: str) -> bool:
    """Whether a line cannot be the continuation of the one above it."""
    mark = mark_of(text)
    return (
        mark.kind in {"heading", "stage"}
        or (mark.kind == "item" and not (mark.style == "letter" and text[1] == "."))
        or NOTE.fullmatch(text) is not None
        or RULE.fullmatch(text) is not None
        or text.startswith(("**", "|"))
    )


def titled(text: str) -> bool:
    """Whether a text could be a title: short, and no sentence."""
    return 0 < len(text) <= MAX_TITLE and _END.search(text) is None


def _style(sign: str) -> str:
    return "o" if sign in "o◦○◯▪\uf0a7" else "b"
