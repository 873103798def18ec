"""What the process for a stranger's document runs: from its bytes to a question set's document."""

from barnraise.instruments.importers.errors import NotAChecklist
from barnraise.instruments.importers.read_document import read_to_document
from barnraise.sandbox.child import Answer, respond


def main(name: str = "", language: str = "", key: str = "") -> int:
    """Answer the document and its remarks, or why there is none."""
    return respond(lambda data: _answer(data, name, language, key))


def _answer(data: bytes, name: str, language: str, key: str) -> Answer:
    try:
        document, remarks = read_to_document(data, name, language, key=key)
    except NotAChecklist as refusal:
        return {"refused": refusal.reason.value, "sentence": refusal.sentence}
    return {"document": document, "remarks": " ".join(remarks)}
