"""The headings of a notebook file as destinations."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from navai_jupyter.core.wire import RouteInfo

HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
MARKUP = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)")


def headings(notebook: NotebookNode) -> list[RouteInfo]:
    """Every ATX heading of the Markdown cells, in order, as ``#Heading``."""
    cells = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = (text for source in cells for text in HEADING.findall(FENCE.sub("", source)))
    names = (MARKUP.sub(lambda match: match[1] or "", text).strip() for text in found)
    return [RouteInfo(name=name, path=f"#{name}") for name in names if name]
