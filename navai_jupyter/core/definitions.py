"""Names that a piece of Python makes; ``js/src/core/definitions.ts`` reads them from another parser."""

from __future__ import annotations

import ast
import re

MAGIC = re.compile(r"^[ \t]*[%!?].*$", re.MULTILINE)


def definitions(source: str) -> list[str]:
    """In order, without repeats: what is assigned, defined or imported, also under its module's name.

    Names inside functions and classes are their own business. What is no Python makes none.
    """
    try:
        tree = ast.parse(MAGIC.sub("", source))
    except (SyntaxError, ValueError):
        return []
    finder = _Finder()
    finder.visit(tree)
    return list(dict.fromkeys(finder.names))


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.names.append(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.names.append(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef
    visit_ClassDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        pass

    def visit_comprehension(self, node: ast.comprehension) -> None:
        pass

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self.names += [alias.asname] if alias.asname else []
            self.names.append(alias.name.partition(".")[0] if alias.asname is None else alias.name)

    visit_ImportFrom = visit_Import
