"""What must agree between distant places of a document: keys, links, counts. Pure.

Works on the tree, not on the instrument, so that it still speaks when other things are wrong.
"""

from collections.abc import Iterable, Iterator

from barnraise.instruments.container_types import LANGUAGE
from barnraise.instruments.default_scale import spoken
from barnraise.instruments.document import MAX_QUESTIONS
from barnraise.instruments.problems import Findings, nearest, quoted
from barnraise.instruments.yamltree import ListNode, Node, TableNode, TextNode


def languages_of(root: Node) -> tuple[str, ...]:
    """The languages the document declares, or none when it does not do so properly."""
    codes = tuple(text.text for text in _texts(root, "languages"))
    return codes if all(LANGUAGE.fits(language) for language in codes) else ()


def check(root: Node, findings: Findings) -> None:
    """Note every place that does not agree with another."""
    stages = list(_tables(root, "stages"))
    questions = [question for stage in stages for question in _tables(stage, "questions")]
    notes = [note for stage in stages for note in _tables(stage, "notes")]
    _once(_texts(root, "languages"), findings)
    for tables, key in ((stages, "key"), (questions, "key"), (notes, "key")):
        _once(_values(tables, key), findings)
    _once(_values(_tables(root, "scale"), "code"), findings)
    if len(questions) > MAX_QUESTIONS:
        late = questions[MAX_QUESTIONS]
        sentence = f"There are {len(questions):,} questions; at most {MAX_QUESTIONS:,} fit."
        findings.add(late.line, late.path, sentence)
    _check_links(root, questions, findings)
    _check_scale(root, findings)


def _check_links(root: Node, questions: list[TableNode], findings: Findings) -> None:
    keys = {text.text for text in _values(questions, "key")}
    principles = _get(root, "principles")
    codes = set(principles.pairs) if isinstance(principles, TableNode) else set()
    for question in questions:
        own = {text.text for text in _values([question], "key")}
        _known(_texts(question, "leans_on"), keys - own, "another question's key", findings)
        _known(_texts(question, "principles"), codes, "one of the set's principles", findings)


def _check_scale(root: Node, findings: Findings) -> None:
    languages = languages_of(root)
    if languages and not spoken(languages[0]) and _get(root, "scale") is None:
        sentence = (
            f"“scale” is missing: the standard answers do not speak {quoted(languages[0])};"
            " give the five answers in that language."
        )
        findings.add(root.line, "scale", sentence)


def _once(texts: Iterable[TextNode], findings: Findings) -> None:
    seen: dict[str, int] = {}
    for text in texts:
        if text.text in seen:
            first = f"first on line {seen[text.text]}"
            sentence = f"{quoted(text.text)} is here a second time ({first}); each must be its own."
            findings.add(text.line, text.path, sentence)
        else:
            seen[text.text] = text.line


def _known(texts: Iterable[TextNode], known: set[str], what: str, findings: Findings) -> None:
    listed = list(texts)
    _once(listed, findings)
    for text in listed:
        if text.text not in known and not findings.full:
            sentence = f"{quoted(text.text)} is not {what}.{nearest(text.text, known)}"
            findings.add(text.line, text.path, sentence)


def _get(node: Node, name: str) -> Node | None:
    return node.pairs.get(name) if isinstance(node, TableNode) else None


def _items(node: Node, name: str) -> tuple[Node, ...]:
    listing = _get(node, name)
    return listing.items if isinstance(listing, ListNode) else ()


def _tables(node: Node, name: str) -> Iterator[TableNode]:
    return (item for item in _items(node, name) if isinstance(item, TableNode))


def _texts(node: Node, name: str) -> Iterator[TextNode]:
    return (item for item in _items(node, name) if isinstance(item, TextNode))


def _values(tables: Iterable[TableNode], name: str) -> Iterator[TextNode]:
    nodes = (_get(table, name) for table in tables)
    return (text for text in nodes if isinstance(text, TextNode))
