"""What the process for a stranger's form runs: from its bytes to a question set's document."""

from barnraise.instruments.exchange.xlsform.reader import form_document
from barnraise.instruments.exchange.xlsform.result import NotAForm
from barnraise.sandbox.child import Answer, respond


def main(name: str = "", key: str = "") -> int:
    """Answer the document, with what has no place in a question set left over, or why not."""
    return respond(lambda data: _answer(data, name, key))


def _answer(data: bytes, name: str, key: str) -> Answer:
    try:
        return {"document": form_document(data, name, key=key)}
    except NotAForm as refusal:
        return {"not_a_form": refusal.sentence}
