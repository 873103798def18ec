"""docs/reference/fields.md: everything that can be said in a workbook, from the table KINDS."""

from barnraise.workbook.fields.kinds import KINDS, Attribute, Kind, is_date, is_link, is_name
from tools.pages import code, page, table

MEANING = {
    "answer": "the answer to a question",
    "part": "the answer to one part of a question; parts are numbered from 1",
    "reason": "why a question does not apply",
    "view": "one person's view of a question on which people do not agree",
    "note": "a note on a question",
    "evidence": "something that shows that an answer is true",
    "step": "a next step that hangs on a question",
    "text": "a stage's text box; NOTES is its key in the question set",
    "now": "that the work is in this stage now",
    "milestone": "that this moment has a name; only the keeper says so",
    "way": "how answers are given in this workbook",
}
FORMS = {is_name: "one line", is_link: "a web address", is_date: "a date, as in 2027-03-31"}


def make() -> dict[str, str]:
    """The page."""
    return {
        "docs/reference/fields.md": page(
            "Fields",
            "Everything that can be said in a workbook is said in a field. A field's address is a "
            "path. QUESTION and STAGE stand for keys of the question set, NUMBER for a part's "
            "number, ITEM for a random id of 32 hexadecimal digits.",
            table(
                ("Address", "What is said there", "Its value"),
                [(_address(kind), MEANING.get(kind.name, ""), _value(kind)) for kind in _kinds()],
            ),
            "Texts lose blanks at their ends and control characters; limits are in characters. "
            "`struck` crosses a thing out and leaves it readable. How entries, what they replace "
            "and what stands fit together: "
            "[how a thing said is kept](../explanation/how-it-is-kept.md).",
        )
    }


def _kinds() -> list[Kind]:
    return list(KINDS.values())


def _address(kind: Kind) -> str:
    shown = {"part": "NUMBER"}
    return code("/".join([kind.name, *(shown.get(each, each.upper()) for each in kind.path)]))


def _value(kind: Kind) -> str:
    return "; ".join(f"`{each.name}`: {_content(each)}" for each in kind.attributes)


def _content(attribute: Attribute) -> str:
    if attribute.is_flag:
        return "true or false"
    if attribute.among:
        said = ", ".join(f"`{each}`" for each in attribute.among)
        return f"{said}, or empty" + (
            f" (counts as `{attribute.unsaid}`)" if attribute.unsaid else ""
        )
    form = FORMS.get(attribute.form, "text") if attribute.form else "text"
    return f"{form}, at most {attribute.most:,}"
