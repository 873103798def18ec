"""Worth talking about next: which questions a meeting should begin with, and why. Pure."""

from dataclasses import dataclass

from barnraise.workbook.state.snapshot import QuestionState, Snapshot

ORDER = ("apart", "unsure", "leaned_on", "not_yet")


@dataclass(frozen=True)
class Topic:
    """A question to talk about, the first reason that holds, and how many others lean on it."""

    state: QuestionState
    reason: str  # one of ORDER
    leaning: int = 0

    @property
    def has_step(self) -> bool:
        return bool(self.state.open_steps)


def topics(snapshot: Snapshot, most: int = 5) -> tuple[Topic, ...]:
    """The topics in the published order: not agreed, not sure, leaned on, not yet.

    Within "not yet", questions with no next step come first. Nothing is scored or added up.
    """
    leaning = _leaning(snapshot)
    found = [
        topic
        for question in snapshot.questions
        if (topic := _topic(question, leaning.get(question.question.key, 0)))
    ]
    found.sort(key=lambda topic: (ORDER.index(topic.reason), topic.has_step, -topic.leaning))
    return tuple(found[:most])


def _leaning(snapshot: Snapshot) -> dict[str, int]:
    """For each question, how many begun or finished questions lean on it."""
    count: dict[str, int] = {}
    for later in snapshot.questions:
        if later.choice in {"yes", "partly"}:
            for key in later.question.leans_on:
                count[key] = count.get(key, 0) + 1
    return count


def _topic(question: QuestionState, leaning: int) -> Topic | None:
    match question.choice:
        case "disagree" | "two":
            return Topic(question, "apart", leaning)
        case "not_sure":
            return Topic(question, "unsure", leaning)
        case "partly" | "not_yet" | "" if leaning:
            return Topic(question, "leaned_on", leaning)
        case "not_yet":
            return Topic(question, "not_yet")
        case _:
            return None


def nudges(snapshot: Snapshot, question: QuestionState) -> tuple[QuestionState, ...]:
    """Earlier questions this one leans on that apply and are not in place, when this one is."""
    if question.choice != "yes":
        return ()
    earlier = (snapshot.by_key[key] for key in question.question.leans_on)
    return tuple(each for each in earlier if each.choice not in {"yes", "n_a"})
