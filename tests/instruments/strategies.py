"""Question sets of every shape, for laws."""

from hypothesis import strategies as st

from barnraise.instruments.characters import tidy, visible
from barnraise.instruments.default_scale import standard_scale
from barnraise.instruments.document import (
    ANSWER_CODES,
    Anchor,
    Instrument,
    NoteField,
    Question,
    Stage,
    Words,
)

KEYS = st.text("abz09_-", max_size=20).map("k{}".format)
CODES = st.text("aZ0_-", max_size=19).map("C{}".format)
AWKWARD = st.sampled_from(
    ["yes", "No", "~", "null", "1", "- a", "a: b", "# x", "'", '"', "{", "[x]", "&a", "*a", "!x",
     "a\n b\n\nc", "a \nb", " ", "|", ">", "%x", "@", "`", "---", "...", "<<", "=", "\u200fא",
     "a\tb"]
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff")
LINES = AWKWARD | st.text(LETTERS, max_size=20)
TEXTS = (LINES | st.lists(LINES, max_size=3).map("\n".join)).map(
    # mended and not filtered: a rejected word would throw the whole instrument away
    lambda text: tidy(text) if visible(tidy(text)) else "x"
)
LANGUAGES = st.lists(
    st.sampled_from(["en", "es", "fr", "ar", "pt-BR", "no", "es-MX"]),
    min_size=1, max_size=3, unique=True,
).map(tuple)  # fmt: skip


def some(values, most=2):
    """None, or a few of them."""
    return st.lists(values, max_size=most).map(tuple)


def words_in(languages):
    return st.builds(
        lambda first, rest: Words({languages[0]: first, **rest}),
        TEXTS,
        st.dictionaries(st.sampled_from(languages[1:] or languages), TEXTS, max_size=2),
    )


@st.composite
def instruments(draw):
    """A valid instrument."""
    languages = draw(LANGUAGES)
    words = words_in(languages)
    maybe = st.just(Words()) | words
    keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    notes = draw(st.lists(KEYS, max_size=2, unique=True))
    principles = draw(st.dictionaries(CODES, words, max_size=2))
    codes = st.sets(st.sampled_from(sorted(principles))) if principles else st.just(set())

    def question(key):
        others = st.lists(st.sampled_from(keys), unique=True, max_size=3)
        return Question(
            key, draw(words), draw(words), draw(some(words)), draw(maybe), draw(maybe),
            draw(some(words)), draw(some(words)), draw(some(words)),
            tuple(other for other in draw(others) if other != key),
            tuple(sorted(draw(codes))),
        )  # fmt: skip

    cut = draw(st.integers(1, len(keys)))
    stages = tuple(
        Stage(
            f"stage{number}", draw(words), draw(maybe), draw(maybe),
            tuple(NoteField(key, draw(maybe)) for key in notes) if number == 0 else (),
            tuple(question(key) for key in group),
        )
        for number, group in enumerate((keys[:cut], keys[cut:]))
        if group
    )  # fmt: skip
    own = tuple(Anchor(code, draw(words), draw(maybe)) for code in ANSWER_CODES)
    standard = languages[0] in {"en", "es", "es-MX"} and draw(st.booleans())
    return Instrument(
        draw(KEYS), draw(st.integers(1, 999_999)), languages, draw(words),
        standard_scale(languages) if standard else own, stages,
        draw(maybe), draw(maybe), draw(maybe), principles,
    )  # fmt: skip
