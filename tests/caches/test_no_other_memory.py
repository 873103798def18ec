"""What people said is remembered in a `Cache` alone, which an erasure empties; nowhere else."""

import ast
from collections.abc import Iterator

from tools.step import ROOT

# Remembered otherwise, and why nothing that a person said can lie there.
ALLOWED = {
    "ledger/compiled_query.py": "the text of queries, with stand-ins for their values",
    "ledger/sql.py": "columns of models, and statements without values",
    "partnerships/access.py": "compiled queries, which hold no values",
    "reports/render/font_files.py": "where the fonts lie",
    "reports/render/pdf/fonts.py": "fonts that come with the program",
    "reports/render/word/look.py": "an empty Word document with its styles",
    "ui/courses.py": "shapes by counts of pieces",
    "workbook/example/home_picture.py": "the picture on the first page, made of nobody's answers",
    "workbook/example/script.py": "the made-up partnership's file",
    "workbook/files/schema.py": "the schema of workbook files, and its patterns",
    "workbook/offline/service_worker.py": "the worker's script",
    "workbook/text/items.py": "of what sort a single character is",
}
MEMORIES = {"lru_cache", "cache"}
WHOLE = {f"functools.{name}" for name in MEMORIES}


def remembering() -> Iterator[str]:
    """The modules that take a memory from `functools`."""
    for path in sorted((ROOT / "barnraise").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(map(_takes, ast.walk(tree))):
            yield path.relative_to(ROOT / "barnraise").as_posix()


def _takes(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "functools" and any(each.name in MEMORIES for each in node.names)
    return ast.unparse(node) in WHOLE if isinstance(node, ast.Attribute) else False


def test_nothing_else_remembers_but_with_a_reason() -> None:
    assert [*remembering()] == [*ALLOWED]
