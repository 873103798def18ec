"""What is wrong with a question set's document, told by line and key in plain words. Pure.

The sentences are English only: they speak to the author of a file about keys that are English
words themselves. What people meet on a page is refused there, in their language.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn

MAX_PROBLEMS = 50  # more than anybody reads, and a bound on what a hostile file can make us say
MAX_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the line (from 1), where in the document, and what to do."""

    line: int
    key: (
        str  # a path such as `stages.2.questions.1.label`, counted from 1; "" is the whole document
    )
    sentence: str


class NotAQuestionSet(ValueError):  # noqa: N818 - said as people say it
    """A document that cannot be a question set; `problems` says why, in the order of its lines."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__(name, self.problems)

    def __str__(self) -> str:
        return "\n".join(
            f"{self.name}:{problem.line}: {problem.key or 'document'}: {problem.sentence}"
            for problem in self.problems
        )


@dataclass
class Findings:
    """Collects problems while a document is read, so that its author hears of all at once."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return len(self.problems) >= MAX_PROBLEMS

    def add(self, line: int, key: str, sentence: str) -> None:
        """Note a problem and go on."""
        if not self.full:
            self.problems.append(Problem(line, key, sentence))

    def stop(self, line: int, key: str, sentence: str) -> NoReturn:
        """Note a problem after which nothing more can be read."""
        del self.problems[MAX_PROBLEMS - 1 :]  # the reason for stopping is always told
        self.add(line, key, sentence)
        raise NotAQuestionSet(self.name, self.problems)

    def finish(self) -> None:
        """Refuse the document if anything was found."""
        if self.problems:
            raise NotAQuestionSet(self.name, self.problems)


def quoted(text: str) -> str:
    """Words of the author's, short and in quotes, with what cannot be printed made visible."""
    shown = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
    return "“" + "".join(ch if ch.isprintable() else f"\\u{ord(ch):04x}" for ch in shown) + "”"


def nearest(word: str, known: Iterable[str]) -> str:
    """ " Did you mean …?" for the closest known word, or nothing."""
    matches = difflib.get_close_matches(word[:MAX_QUOTED], list(known), n=1)
    return f" Did you mean {quoted(matches[0])}?" if matches else ""
