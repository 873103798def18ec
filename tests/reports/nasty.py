"""Characters that break documents, and a report that has them in every field."""

from dataclasses import replace

from barnraise.reports.document.report import QuotesOfKind, Report
from barnraise.reports.document.values import Quote
from barnraise.reports.text.sanitize import sanitized

MAX_NAME = 200  # letters: a name and an organization together
CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFF]))
NASTY = {
    "an emoji": "thanks 🙏 and 🙏🏽, a family 👩‍👩‍👧 and a flag 🇺🇸",
    "private use": "\ue000\uf8ff\U000f1234\U0010fffd",
    "control characters": CONTROLS,
    "overridden directions": "\u202egnp.exe\u202c \u202ba\u202c \u2067b\u2069 \u061c\u200f",
    "marks without a letter": "\u0301\u0334\u20dd \u0e49 \u094d\u0941 \ufe0f\u200d",
    "letters nobody draws": "\U00012000 \U00013000 \u1800 \u2d30 \ua000 \U0001e900 \U000e0041",
    "half characters": "\ud83d and \ude4f",
    "many writings": "Nguyễn 张伟 مرحبا שלום Привет नमस्ते አማርኛ ไทย 한국어 日本語 ខ្មែរ",
}
# Writings whose letters join, stack or turn around.
SENTENCES = {
    "Arabic": "نرحّب بكل الأهالي في مكتبة الحي، الساعة ١٨ مساءً.",
    "Persian": "همسایه‌ها می‌خواهند پنجشنبه گفت‌وگو کنند.",
    "Urdu": "ہم سب مل کر بچوں کے لیے باغ بنائیں گے۔",
    "Hebrew": "שָׁלוֹם לכל השכנים ברחוב מייפל",
    "Thai": "เพื่อนบ้านทุกคนช่วยกันทำสวนที่โรงเรียนน้ำใส",
    "Lao": "ພວກເຮົາພົບກັນຢູ່ໂຮງຮຽນ",
    "Khmer": "អ្នកជិតខាងទាំងអស់ជួយធ្វើសួននៅសាលារៀន",
    "Burmese": "အိမ်နီးချင်းများ ကျောင်းမှာ တွေ့ကြမယ်",
    "Bengali": "প্রতিবেশীরা শুক্রবার স্কুলে বাগান তৈরি করবেন।",
    "Hindi": "पड़ोसी शुक्रवार को विद्यालय में बगीचा बनाएँगे।",
    "Tamil": "அயலவர்கள் பள்ளியில் தோட்டம் அமைப்பார்கள்.",
}


def everywhere(report: Report, words: str) -> Report:
    """The report with these words in every text that people wrote; a name has as many as fit."""
    theirs = {text for _place, texts in report.written() for text in texts if text}
    theirs |= {each.what for each in report.history} | {report.title}
    names = {each.by for question in report.questions for each in question.quoted("note")}
    said = {**dict.fromkeys(theirs, words), **dict.fromkeys(names, words[:MAX_NAME])}
    return sanitized(report, lambda text: said.get(text, text))


def with_notes(report: Report, texts: list[str]) -> Report:
    """The report with these notes on its first question, and no others there."""
    first, *others = report.stages
    question, *rest = first.questions
    notes = tuple(
        Quote(id=f"note-{n}", by="Ana", name="Ana", text=text) for n, text in enumerate(texts)
    )
    others_there = (group for group in question.quotes if group.kind != "note")
    quotes = (*others_there, QuotesOfKind("note", "Notes", notes))
    stage = replace(first, questions=(replace(question, quotes=quotes), *rest))
    return replace(report, stages=(stage, *others))
