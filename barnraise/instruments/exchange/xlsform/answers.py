"""Which of the five answers a form's choice is, by its name or its words. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence

from barnraise.instruments.default_scale import SCALE, standard_scale
from barnraise.instruments.document import ANSWER_CODES, NOTHING, Anchor, Words
from barnraise.instruments.exchange.xlsform.language_names import plainly
from barnraise.instruments.exchange.xlsform.lines import FormLine

ALSO = {
    "yes": ("y", "si", "true", "oui", "sim", "done", "in place", "fully", "completely", "hecho"),
    "partly": (
        "partial", "partially", "in part", "somewhat", "in progress", "started", "some",
        "parcialmente", "parcial", "en proceso", "en marcha", "mas o menos", "algo",
    ),
    "not_yet": ("no", "n", "false", "non", "nao", "not", "aun no", "not started", "no todavia"),
    "not_sure": (
        "unsure", "dont know", "do not know", "dk", "unknown", "i dont know", "no estoy seguro",
        "no estoy segura", "no lo se", "no sabe", "no sabemos",
    ),
    "n_a": ("na", "n a", "not applicable", "doesnt apply", "no corresponde", "no se aplica"),
}  # fmt: skip


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", "", plainly(text.replace("/", " "))).split())


_BY_WORD = {
    **{_bare(word): code for code, words in ALSO.items() for word in words},
    **{_bare(text): a.code for a in SCALE for text in a.label.by_language.values()},
    **{_bare(code): code for code in ANSWER_CODES},
}


def code_of(choice: FormLine) -> str:
    """The answer's code, or ""."""
    words = choice.words.get("label", NOTHING).by_language.values()
    by_words = (_BY_WORD[bare] for text in words if (bare := _bare(text)) in _BY_WORD)
    name = choice.text("name")
    return name if name in ANSWER_CODES else next(by_words, _BY_WORD.get(_bare(name), ""))


def fits(choices: Sequence[FormLine]) -> bool:
    """Whether every choice of a list is another one of the five answers."""
    codes = [code_of(choice) for choice in choices]
    return bool(codes) and all(codes) and len(set(codes)) == len(codes)


def scale_of(
    lists: Iterable[Sequence[FormLine]],
    languages: tuple[str, ...],
    anchors: Mapping[str, Words],
    *,
    is_ours: bool,
) -> tuple[Anchor, ...]:
    """The answers in the form's own words if a list has all five, else in the standard ones."""
    standard = {anchor.code: anchor for anchor in standard_scale(languages)}
    complete = next(
        (choices for choices in lists if fits(choices) and len(choices) == len(ANSWER_CODES)), None
    )
    if complete is None:
        return tuple(standard.values())
    own = tuple(
        Anchor(code, choice.words.get("label", NOTHING), anchors.get(code, NOTHING))
        for choice in complete
        for code in [code_of(choice)]
    )
    same = all(anchor.label == standard[anchor.code].label for anchor in own)
    return tuple(standard.values()) if same and not is_ours else own
