"""Which language a text is in, by its small words or letters; else English. Pure."""

import re
from collections import Counter

from barnraise.instruments.importers.characters import words

SMALL_WORDS = {
    "en": "the of and to is are we our have has do does with for this that been who how",
    "es": "el la los las de y en que es son con para por nuestra nuestro hemos qué una cómo está",
    "pt": "o os as do da dos das em que é são com para nossa nosso temos uma não como você",
    "fr": "le la les des et est sont nous avec pour notre avons une dans que qui du au aux",
    "de": "der die das und ist sind wir mit für unsere haben ein eine zu den dem nicht auf",
    "it": "il lo gli di e è sono con per nostra nostro abbiamo una che del della non",
}
_LETTERS = {"he": re.compile("[\u0590-\u05ff]"), "ar": re.compile("[\u0600-\u06ff]")}
MAX_LETTERS = 20_000


def guess(text: str) -> tuple[str, bool]:
    """A language code, and whether the text speaks for it clearly."""
    text = text[:MAX_LETTERS]
    letters = sum(letter.isalpha() for letter in text)
    for language, pattern in _LETTERS.items():
        if letters and len(pattern.findall(text)) > letters / 2:
            return language, True
    seen = Counter(words(text))
    score = {
        language: sum(seen[word] for word in set(small.split()))
        for language, small in SMALL_WORDS.items()
    }
    best, second = sorted(score, key=lambda language: -score[language])[:2]
    if score[best] == 0:
        return "en", False
    return best, score[best] > score[second]
