"""From an XLSForm to a question set, and a list of all that has no counterpart. Pure.

A heading with questions becomes a stage, a choice from a list a question, a long text a text box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from barnraise.instruments.document import Instrument, Leftover
from barnraise.instruments.dump import dump
from barnraise.instruments.exchange.xlsform.build_set import SetBuilder
from barnraise.instruments.exchange.xlsform.extra_sheet_in import USED as ON_OUR_SHEET
from barnraise.instruments.exchange.xlsform.extra_sheet_in import ExtraSheet
from barnraise.instruments.exchange.xlsform.extra_sheet_out import SHEET
from barnraise.instruments.exchange.xlsform.form_languages import FormLanguages, form_languages
from barnraise.instruments.exchange.xlsform.form_parts import FormReader, SurveyForm, leave
from barnraise.instruments.exchange.xlsform.lines import (
    FormColumn,
    FormLine,
    LineReader,
    columns_of,
)
from barnraise.instruments.exchange.xlsform.result import (
    LANGUAGE_GUESSED,
    LANGUAGE_UNKNOWN,
    NO_PLACE,
    SHEET_UNREAD,
    FormLeftover,
    FormResult,
    LeftoverList,
    NotAForm,
)
from barnraise.instruments.exchange.xlsform.spreadsheet_in import SheetRow, Sheets, opened
from barnraise.instruments.parser import NotAQuestionSet, parse
from barnraise.instruments.scalar_types import MAX_WHOLE

MAX_ROWS = {"survey": 5_000, "choices": 5_000, "settings": 10, SHEET: 100_000}


def from_xlsform(data: bytes, name: str) -> FormResult:
    """The question set of a form; raises NotAForm, and nothing else, when there is none.

    `name` is the file's name; a form without a title of its own is called after it.
    """
    result = _read(data, name)
    return replace(result, instrument=_checked(dump(result.instrument), name))


def form_document(data: bytes, name: str, *, key: str = "") -> str:
    """A first version's document, with what has no place in it left over; raises NotAForm."""
    result = _read(data, name)
    leftover = tuple(
        Leftover(min(max(left.row, 1), MAX_WHOLE), f"{left.text} ({left.why})")
        for left in result.missing
    )
    text = dump(
        replace(
            result.instrument,
            key=key or result.instrument.key,
            version=1,
            leftover=leftover,
        )
    )
    _checked(text, name)
    return text


def _checked(text: str, name: str) -> Instrument:
    try:
        return parse(text, name)
    except NotAQuestionSet as error:
        raise NotAForm(error.problems[0].sentence) from error


def _read(data: bytes, name: str) -> FormResult:
    """What the form says, before anybody looked whether it is a whole question set."""
    sheets = opened(data, MAX_ROWS)
    if not sheets.get("survey"):
        raise NotAForm("There is no sheet named “survey”; this is not an XLSForm.")
    leftover = LeftoverList()
    columns = {sheet: columns_of(rows[0]) for sheet, rows in sheets.items() if rows}
    if not any(column.means == "type" for column in columns["survey"].values()):
        raise NotAForm("The sheet “survey” has no column “type”; this is not an XLSForm.")
    languages = _languages(sheets, columns, leftover)
    lines = {
        sheet: LineReader(sheet, columns[sheet], languages.code_of, leftover).lines(rows[1:])
        for sheet, rows in sheets.items()
        if rows
    }
    _leave_sheets(sheets, leftover)
    form = FormReader(leftover).gather(lines["survey"])
    if not form.parts:
        raise NotAForm("There is no question with answers to choose from in this form.")
    extra_sheet = ExtraSheet.of(lines.get(SHEET, []), is_there=SHEET in sheets)
    builder = SetBuilder(languages.codes, extra_sheet, lines.get("choices", []), leftover)
    instrument = builder.build(form, _settings(lines, leftover), PurePath(name).stem)
    _leave_columns(form, lines, leftover)
    return FormResult(instrument, tuple(leftover.texts.values()))


def _languages(
    sheets: Sheets, columns: Mapping[str, Mapping[int, FormColumn]], leftover: LeftoverList
) -> FormLanguages:
    worded = [
        (sheet, column)
        for sheet in ("survey", "choices", SHEET)
        for column in columns.get(sheet, {}).values()
        if column.means in {"label", "hint", "guidance_hint", "text"}
    ]
    names = [column.language for _, column in worded]
    spanish = any("¿" in text for row in sheets["survey"] for text in row.texts.values())
    default = _default_language(sheets.get("settings", []), columns.get("settings", {}))
    likely = ("es", "en") if spanish else ("en", "es")
    in_survey = {column.language for sheet, column in worded if sheet == "survey"}
    languages = form_languages(names, default, likely if "" in in_survey else ())
    for sheet, column in worded:
        number = sheets[sheet][0].number
        if column.language in languages.unknown:
            leftover.add(
                FormLeftover(sheet, number, column.title, column.language, LANGUAGE_UNKNOWN)
            )
        elif not column.language and languages.guessed and column.means == "label":
            code = languages.code_of("")
            leftover.add(FormLeftover(sheet, number, column.title, code, LANGUAGE_GUESSED))
    return languages


def _default_language(rows: Sequence[SheetRow], columns: Mapping[int, FormColumn]) -> str:
    for number, column in columns.items():
        if column.means == "default_language" and len(rows) > 1:
            return rows[1].texts.get(number, "")
    return ""


def _settings(lines: Mapping[str, list[FormLine]], leftover: LeftoverList) -> FormLine:
    settings = lines.get("settings", [])
    for line in settings[1:]:
        leave(line, NO_PLACE, leftover)
    return settings[0] if settings else FormLine("settings", 2, {}, {}, {})


def _leave_sheets(sheets: Sheets, leftover: LeftoverList) -> None:
    for name in sheets:
        if name not in MAX_ROWS:
            leftover.add(FormLeftover(name, 0, "", name, SHEET_UNREAD))


def _leave_columns(
    form: SurveyForm, lines: Mapping[str, list[FormLine]], leftover: LeftoverList
) -> None:
    """List what stands in columns that nobody asked for, on every line that was kept."""
    questions = [line for part in form.parts for line in part.questions]
    others = [line for part in form.parts for line in (*part.intros, *part.notes)]
    others += [part.heading for part in form.parts if part.heading]
    others += [line for texts in form.texts.values() for line in texts]
    kept = (
        (questions, ("type", "name", "label", "hint", "guidance_hint")),
        (others, ("type", "name", "label")),
        (lines.get("choices", []), ("list_name", "name", "label")),
        (lines.get("settings", [])[:1], ("form_title", "form_id", "version", "default_language")),
        (lines.get(SHEET, []), ON_OUR_SHEET),
    )
    for listed, used in kept:
        for line in listed:
            _leave_unused(line, used, leftover)


def _leave_unused(line: FormLine, used: tuple[str, ...], leftover: LeftoverList) -> None:
    for means in (*line.words, *line.texts):
        text = line.text(means)
        plain = (means == "appearance" and text == "multiline") or (means == "disabled")
        if means not in used and not plain:
            leftover.add(line.left(means, NO_PLACE))
