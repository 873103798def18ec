"""Makes the blank form of a question set: what the screen asks, for pencil and paper."""

from dataclasses import dataclass
from io import BytesIO

import segno
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument, Question, Stage, Words
from barnraise.instruments.models import Edition
from barnraise.reports.document.codes import codes
from barnraise.reports.document.paper_form import Box, PaperForm, PaperItem, PaperStage, TextBox
from barnraise.ui.mixed_text import MixedText, joined
from barnraise.workbook.state.labels import prompt_words
from barnraise.workbook.state.looks import LOOK

PAPERS = ("letter", "a4")
WAYS = ("scale", "tick")


@dataclass(frozen=True)
class PaperOptions:
    """How the form should be: the paper, large print, by ticking or on the scale, with a link."""

    paper: str = "letter"
    large: bool = False
    way: str = "scale"
    link: str = ""


def paper_form_of(edition: Edition, title: str, language: str, options: PaperOptions) -> PaperForm:
    """The form of this edition for the partnership called `title`."""
    with override(language):
        return _PaperFormBuilder(edition, title, language, options).paper_form()


class _PaperFormBuilder:
    """Says everything in one language."""

    def __init__(self, edition: Edition, title: str, language: str, options: PaperOptions) -> None:
        self.edition, self.title, self.language, self.options = edition, title, language, options
        self.instrument: Instrument = edition.instrument
        known = self.instrument.languages
        self.spoken = language if language in known else known[0]
        self.codes = codes(self.instrument)

    def paper_form(self) -> PaperForm:
        options = self.options
        return PaperForm(
            language=self.language,
            direction="rtl" if get_language_info(self.language)["bidi"] else "ltr",
            title=self.title,
            subtitle=self.translated(self.instrument.title),
            intro=self.translated(self.instrument.intro),
            paper=options.paper,
            large=options.large,
            way=options.way,
            mark=self.edition.sha256[:6].upper(),
            boxes=self.boxes(),
            stages=tuple(self.stage(n, each) for n, each in enumerate(self.instrument.stages, 1)),
            how_to=how_to(options.way, next(iter(self.codes.values()), "A1Y")),
            address=options.link,
            qr=_qr(options.link) if options.link else "",
            credit=self.credit(),
            labels=labels(),
        )

    def credit(self) -> MixedText:
        words = (self.instrument.source, self.instrument.credit)
        return joined(" ", filter(None, map(self.translated, words)))

    def translated(self, words: Words) -> str:
        return words.in_(self.spoken)

    def boxes(self) -> tuple[Box, ...]:
        if self.options.way == "tick":
            return (Box(_("We can tick this"), look=LOOK["yes"]),)
        scale = [
            Box(self.translated(each.label), self.translated(each.anchor), LOOK[each.code])
            for each in self.instrument.scale
        ]
        anchor = _("We see it differently; each view is given in its own words")
        return (*scale, Box(_("We do not agree yet"), anchor, LOOK["disagree"]))

    def stage(self, number: int, stage: Stage) -> PaperStage:
        return PaperStage(
            number,
            self.translated(stage.title),
            self.translated(stage.alias),
            self.translated(stage.intro),
            tuple(self.item(each) for each in stage.questions),
            tuple(
                TextBox(box.key, self.codes[f"text/{box.key}"], prompt_words(box, self.spoken))
                for box in stage.notes
            ),
        )

    def item(self, question: Question) -> PaperItem:
        # The screen asks part by part where there is a scale and more than one part.
        by_part = self.options.way == "scale" and len(question.parts) > 1
        return PaperItem(
            self.instrument.number(question),
            question.key,
            self.codes[f"question/{question.key}"],
            self.translated(question.label),
            self.translated(question.wording),
            self.translated(question.hint),
            tuple(map(self.translated, question.parts)) if by_part else (),
        )


def how_to(way: str, code: str) -> tuple[str, ...]:
    """What to know before the first question."""
    tick = _("Tick what is true for us. A box left empty means only that nobody ticked it.")
    scale = _(
        "Tick one answer for each question. Where a question has parts, tick an answer for each, "
        "as far as you know it."
    )
    return (
        scale if way == "scale" else tick,
        _(
            "You can skip any question. Use the lines, and the back of the page, for your own "
            "words."
        ),
        _("The sign in the frame, such as %(code)s, is for whoever types this in.")
        % {"code": code},
    )


def labels() -> dict[str, str]:
    """The headings and small words of the form."""
    return {
        "form": _("Form to fill in"),
        "stage": _("Stage %(n)s"),
        "page": _("Page %(n)s of %(of)s"),
        "mark": _("Form %(mark)s"),
        "optional": _("You may leave these empty"),
        "date": _("Date"),
        "place": _("Place"),
        "who": _("Filled in by"),
        "answer": _("Our answer"),
        "parts": _("Part by part"),
        "notes": _("Notes"),
        "step": _("Next step"),
        "by": _("Who"),
        "due": _("By when"),
        "on_a_phone": _("Or write on a phone"),
        "link_is_secret": _("Whoever has this link can write in the workbook."),
        "qr": _("QR code of the link to write in the workbook, which stands below in letters"),
        "too_hard": _(
            "This document could not be made. Nothing is lost: take the workbook file instead, "
            "and please tell the host of this server."
        ),
    }


def _qr(link: str) -> str:
    """The link as a QR code that stays readable after a copy or two."""
    code = segno.make(link, error="m", micro=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", border=0, dark="#000", xmldecl=False)
    return drawn.getvalue().decode()
