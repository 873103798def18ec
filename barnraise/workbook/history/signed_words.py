"""An entry in a list of all that was said: its words beside the name of who wrote them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.ui.mixed_text import filled
from barnraise.workbook.state.authorship import Authorship, hand_of
from barnraise.workbook.state.labels import words_said
from barnraise.workbook.state.snapshot import ITEM_KINDS, StandingEntry
from barnraise.workbook.state.wording import signature, signed_by, turned_words


@dataclass(frozen=True)
class SignedWords:
    """Who, in one line, and each thing that is said."""

    by: str
    words: tuple[str, ...]


def signed_words(
    entry: StandingEntry, hands: Authorship, instrument: Instrument, language: str
) -> SignedWords:
    """What this entry added: who only struck a note is not said to have written it."""
    words = words_said(entry, instrument, language)
    if entry.field.split("/")[0] not in ITEM_KINDS:
        return SignedWords(signed_by(entry), words)
    own, writer = hand_of(entry), hand_of(hands.writer(entry))
    if turned := hands.only_flags(entry):
        done = tuple(turned_words(flag, on=on) for flag, on in turned)
        return SignedWords(signature(*own.signed), done)
    if words and own.signed != writer.signed:
        both = {"who": signature(*own.signed), "writer": signature(*writer.signed)}
        return SignedWords(filled(_("%(writer)s, chosen by %(who)s"), **both), words)
    return SignedWords(signature(*own.signed), words)
