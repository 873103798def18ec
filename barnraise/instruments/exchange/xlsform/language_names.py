"""Languages as people name them in a column's title, and the codes they stand for. Pure."""

import re
import unicodedata

from barnraise.instruments.container_types import LANGUAGE

# The code, the language's name for itself, and its name in English.
KNOWN = (
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("am", "አማርኛ", "Amharic"),
    ("ar", "العربية", "Arabic"),
    ("de", "Deutsch", "German"),
    ("fa", "فارسی", "Persian"),
    ("fr", "Français", "French"),
    ("hi", "हिन्दी", "Hindi"),
    ("hmn", "Hmoob", "Hmong"),
    ("ht", "Kreyòl ayisyen", "Haitian Creole"),
    ("it", "Italiano", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("ko", "한국어", "Korean"),
    ("my", "မြန်မာ", "Burmese"),
    ("ne", "नेपाली", "Nepali"),
    ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"),
    ("ru", "Русский", "Russian"),
    ("so", "Soomaali", "Somali"),
    ("sw", "Kiswahili", "Swahili"),
    ("tl", "Tagalog", "Tagalog"),
    ("uk", "Українська", "Ukrainian"),
    ("ur", "اردو", "Urdu"),
    ("vi", "Tiếng Việt", "Vietnamese"),
    ("zh", "中文", "Chinese"),
)
_NAMES = {code: name for code, name, _ in KNOWN}
_IN_BRACKETS = re.compile(r"\(\s*([^()]+?)\s*\)\s*$")


def plainly(text: str) -> str:
    """Small letters without accents and with single spaces, to compare words by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(ch for ch in apart if not unicodedata.combining(ch))
    return " ".join(letters.replace("_", " ").split())


_CODES = {plainly(name): code for code, *names in KNOWN for name in names}


def named(code: str) -> str:
    """A language as XLSForm wants it in a title: "Español (es)"."""
    return f"{_NAMES.get(code.partition('-')[0], code)} ({code})"


def code_of(name: str) -> str:
    """The code of a language named in a title, or ""."""
    inside = _IN_BRACKETS.search(name)
    code = _as_code(inside[1]) if inside else ""
    return code or _CODES.get(plainly(_IN_BRACKETS.sub("", name)), "") or _as_code(name)


def _as_code(text: str) -> str:
    base, _, rest = text.strip().replace("_", "-").partition("-")
    code = f"{base.lower()}-{rest}" if rest else base.lower()
    return code if LANGUAGE.fits(code) else ""
