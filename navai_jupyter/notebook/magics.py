"""``%navai`` and ``%%navai_function``."""

from __future__ import annotations

import ast
import json
import shlex
from collections.abc import Callable
from typing import Any, cast

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import display

from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.wire import CONTROL_REQUEST, ExecuteResult
from navai_jupyter.headless.transcript import describe
from navai_jupyter.kernel import api
from navai_jupyter.kernel.listing import Table, route_table
from navai_jupyter.kernel.notebook import notebook
from navai_jupyter.kernel.shell import current_kernel
from navai_jupyter.notebook.saying import say
from navai_jupyter.notebook.widget import VoiceWidget, own_kernel_id

_OPTIONS = ("name", "description", "approval", "timeout", "thread", "speak")


@magics_class
class NavaiMagics(Magics):
    """Line and cell magics; each word after ``%navai`` is one method below."""

    @line_magic
    def navai(self, line: str) -> Any:
        """Show the voice panel, or one of: functions, routes, status, try NAME key=value …, say "…\""""
        words = _words(line)
        actions: dict[str, Callable[..., Any]] = {
            "functions": api.functions,
            "routes": _routes,
            "status": _status,
            "try": _try,
            "say": _say,
        }
        try:
            if not words:
                return VoiceWidget()
            if words[0] not in actions:
                raise UsageError(f"%navai {words[0]}: unknown. Accepted: {', '.join(actions)}, or nothing.")
            if words[0] not in ("functions", "try", "say") and len(words) > 1:
                raise UsageError(f"%navai {words[0]} takes nothing behind it.")
            return actions[words[0]](*words[1:])
        except NavaiError as error:
            raise UsageError(str(error)) from None

    @cell_magic
    def navai_function(self, line: str, cell: str) -> None:
        """Run the cell and register the functions it defines; options as key=value, for example timeout=30."""
        options = _key_values(_words(line))
        if unknown := [key for key in options if key not in _OPTIONS]:
            raise UsageError(f"{', '.join(unknown)}: unknown. Accepted: {', '.join(_OPTIONS)}.")
        try:
            names = _defined(cell)
        except SyntaxError:
            names = []  # running the cell shows the error in IPython's own way
        else:
            if not names:
                raise UsageError("The cell defines no function. Write: def name(...): ...")
        shell = cast(InteractiveShell, self.shell)
        if not shell.run_cell(cell).success:  # type: ignore[no-untyped-call]
            return
        try:
            registered = [name for own in names for name in api.register(shell.user_ns[own], **options)]
        except NavaiError as error:
            raise UsageError(str(error)) from None
        print(f"Registered: {', '.join(registered)}")


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise UsageError(f'{error}. Put what has an apostrophe in double quotes: "what\'s new".') from None


def _routes() -> Table:
    return route_table(notebook().registry.describe().routes)


def _status() -> Table:
    listed = notebook().registry.describe()
    facts = {
        "kernel": own_kernel_id(),
        "channel": _channel(),
        "functions": str(len(listed.items)),
        "destinations": str(len(listed.routes)),
        "catalogue version": str(listed.version),
        "calls kept in navai.results": str(len(notebook().results)),
    }
    return Table(("what", "is"), facts.items(), "", listed.warnings)


def _say(*words: str) -> None:
    """Say a sentence to the provider and show what came of it; a local engine needs seconds to start."""
    if not words:
        raise UsageError('%navai say needs a sentence: %navai say "add two and three"')
    print(describe(say(" ".join(words))))


def _channel() -> str:
    handlers = getattr(current_kernel(), "control_handlers", None)
    if handlers is None:
        return "none" if current_kernel() is None else "open; calls wait until no cell runs"
    return "open" if CONTROL_REQUEST in handlers else "closed"


def _try(*words: str) -> None:
    """Run a function as a session would and show what model and person would get."""
    if not words:
        raise UsageError("%navai try needs a function's name: %navai try add a=2 b=3")
    answer = api.call(words[0], **_key_values(words[1:]))
    print(_spoken(answer))
    if answer.output:
        print(answer.output)
    for bundle in (*answer.displayed, answer.display):
        if bundle:
            display(bundle, raw=True)  # type: ignore[no-untyped-call]


def _spoken(answer: ExecuteResult) -> str:
    if not answer.ok:
        known = f" Registered: {', '.join(answer.available_functions)}." if answer.available_functions else ""
        return f"{answer.function_name} failed: {answer.error} {answer.details or ''}".rstrip() + known
    return f"{answer.function_name} → {json.dumps(answer.result, ensure_ascii=False)}  ({answer.ms:.1f} ms)"


def _key_values(words: Any) -> dict[str, Any]:
    pairs = [word.partition("=") for word in words]
    if wrong := [word for word, equals, _ in pairs if not equals]:
        raise UsageError(f"{' '.join(wrong)}: write key=value, with quotes around spaces.")
    return {key: _value(text) for key, _, text in pairs}


def _value(text: str) -> Any:
    """JSON where it is JSON, or Python's True, False and None; else the text itself."""
    for read in (json.loads, ast.literal_eval):
        try:
            return read(text)
        except (ValueError, SyntaxError):
            continue
    return text


def _defined(cell: str) -> list[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node.name for node in ast.parse(cell).body if isinstance(node, functions)]
