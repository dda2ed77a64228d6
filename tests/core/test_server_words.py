"""Every sentence that Python tells a page is one that the page can look up in `js/src/core/server-words.ts`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import navai_jupyter
from navai_jupyter.core.errors import NavaiError

PACKAGE = Path(navai_jupyter.__file__).parent
WORDS = PACKAGE.parent / "js" / "src" / "core" / "server-words.ts"

FOR_THE_PAGE = (
    *("core/asking.py", "core/chat.py", "core/key.py", "core/lease.py", "core/misfits.py"),
    *("core/offers.py", "core/provider.py", "core/refusal.py", "core/secret.py", "core/unheeded.py"),
    *("engine/process.py", "engine/supervisor.py"),
    *("kernel/requests.py", "kernels/errors.py", "kernels/client.py", "kernels/requests.py"),
    *("notebook/socket.py", "notebook/unforeseen.py"),
    *("relay/calls.py", "relay/sessions.py", "server/handlers.py"),
)
"""Modules that compose what a page may show, or pass it on."""

FOR_OTHERS = {
    "cli/": "read in a terminal",
    "client/": "exceptions of the Python client",
    "headless/": "read in a terminal",
    "engine/": "the engine's own process: read in its log, and by `jupyter navai doctor`",
    "core/errors.py": "composes none",
    "kernel/api.py": "raised in the cell that registers or calls",
    "notebook/widget.py": "raised in the cell that makes a widget",
    **{
        f"core/{name}.py": "about a function of one's own: raised where it is written, or logged"
        for name in "agent_folders agents functions offering options registry runner schema".split()
    },
}
"""Where else problems are composed, for whom no page translates."""

SENTENCE = re.compile(r"""([A-Z]|%1 ).*[a-z] .*(\.|"|[.:] %\d)""")
"""Ends as sentences do, or with what another process said."""


def test_the_page_knows_every_sentence_that_it_may_be_told():
    told = {text for name in FOR_THE_PAGE for text in _sentences(ast.parse((PACKAGE / name).read_text()))}
    listed = WORDS.read_text()
    known = ast.literal_eval(listed[listed.index("= [") + 2 : listed.rindex("]") + 1])
    assert sorted(known) == sorted(told)


def test_no_module_composes_problems_unnoticed():
    names = {kind.__name__ for kind in (NavaiError, *NavaiError.__subclasses__())} | {"Problem"}
    composing = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    }
    assert [name for name in composing if not name.startswith((*FOR_THE_PAGE, *FOR_OTHERS))] == []


def _sentences(node: ast.AST) -> Iterator[str]:
    """The sentences of a module, which have %1, %2… where values go; what documents it is none."""
    for child in ast.iter_child_nodes(node):
        if _is_for_the_log(child):
            continue
        text = _text(child)
        if text is None:
            yield from _sentences(child)
        elif not isinstance(node, ast.Expr) and SENTENCE.fullmatch(text):
            yield text


def _is_for_the_log(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log.")


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            places = iter(range(1, len(parts) + 1))
            return "".join(_text(part) or f"%{next(places)}" for part in parts)
    return None
