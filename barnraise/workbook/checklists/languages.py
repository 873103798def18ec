"""Languages a checklist can be in, each by its own name."""

LANGUAGES = {
    "en": "English",
    "es": "Español",
    "ar": "العربية",
    "zh": "中文",
    "fr": "Français",
    "ht": "Kreyòl ayisyen",
    "ko": "한국어",
    "pt": "Português",
    "ru": "Русский",
    "so": "Soomaali",
    "tl": "Tagalog",
    "vi": "Tiếng Việt",
}
