"""The answer scale that is used when a question set names none. Pure."""

from barnraise.instruments.document import Anchor, Words

SCALE = (
    Anchor(
        "yes",
        Words({"en": "Yes", "es": "Sí"}),
        Words(
            {
                "en": "It is true or done, and we could show it",
                "es": "Ya es así o ya está hecho, y podríamos mostrarlo",
            }
        ),
    ),
    Anchor(
        "partly",
        Words({"en": "Partly", "es": "En parte"}),
        Words(
            {
                "en": "It has begun, or only some parts are true",
                "es": "Ya empezó, o solo algunas partes son ciertas",
            }
        ),
    ),
    Anchor(
        "not_yet",
        Words({"en": "Not yet", "es": "Todavía no"}),
        Words(
            {
                "en": "It has not begun, or it began and stopped",
                "es": "No ha empezado, o empezó y se detuvo",
            }
        ),
    ),
    Anchor(
        "not_sure",
        Words({"en": "Not sure", "es": "No sé"}),
        Words(
            {
                "en": "I do not know, or we do not know",
                "es": "No lo sé, o no lo sabemos",
            }
        ),
    ),
    Anchor(
        "n_a",
        Words({"en": "Does not apply", "es": "No aplica"}),
        Words(
            {
                "en": "It does not fit our partnership; say why",
                "es": "No corresponde a nuestra alianza; diga por qué",
            }
        ),
    ),
)
LANGUAGES = ("en", "es")


def spoken(language: str) -> str:
    """The standard scale's language for a language such as es-MX, or ""."""
    base = language.partition("-")[0]
    return base if base in LANGUAGES else ""


def standard_scale(languages: tuple[str, ...]) -> tuple[Anchor, ...]:
    """The standard scale in those of the languages that it speaks."""
    known = {language: spoken(language) for language in languages if spoken(language)}

    def within(words: Words) -> Words:
        return Words({language: words.in_(base) for language, base in known.items()})

    return tuple(Anchor(a.code, within(a.label), within(a.anchor)) for a in SCALE)
