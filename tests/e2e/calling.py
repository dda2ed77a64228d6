"""Exact calls of the page's functions, by a provider that calls what it is told (see caller.js)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_notebook
from playwright.sync_api import Page, expect

from tests.e2e.lab import Lab
from tests.e2e.notebook import LAB, START_MS, Notebook

HERE = Path(__file__).parent
ARGUMENTS = ("--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True")
ANSWER_MS = 30_000
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}

REGISTER = """async () => {
  const container = await window._JUPYTERLAB['navai-jupyter'].get('./extension');
  const voice = await window.jupyterapp.resolveRequiredService(container().INavaiVoice);
  voice.registerTransport('caller', window.openCaller);
}"""

CELLS = """(path) => {
  const panels = [...window.jupyterapp.shell.widgets('main')].filter((each) => each.content?.widgets);
  const panel = panels.find((each) => !path || each.context.path === path);
  return panel.content.widgets.map(({model, id}, at) => ({
    type: model.type,
    source: model.sharedModel.getSource(),
    metadata: model.sharedModel.getMetadata(),
    id: model.id,
    count: model.executionCount ?? null,
    outputs: model.type === 'code' ? model.outputs.length : 0,
    active: at === panel.content.activeCellIndex,
  }));
}"""


class Calling:
    """A notebook whose voice session is open, without a microphone and without an engine."""

    def __init__(self, page: Page, lab: Lab, name: str, tree: str = LAB):
        self.page = page
        self.lab = lab
        self.name = name
        self.tree = tree
        self.notebook = Notebook(page, lab, name, tree)
        self.dialog = page.get_by_role("dialog", name="Approve function call")

    def open(self) -> Calling:
        self.page.add_init_script(path=HERE / "own_transport.js")
        self.page.add_init_script(path=HERE / "caller.js")
        self.page.goto(self.lab.notebook_url(self.name, self.tree))
        expect(self.notebook.cells.first).to_be_visible(timeout=START_MS)
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=START_MS,
        )
        self.page.evaluate(REGISTER)
        self.page.evaluate("() => window.jupyterapp.commands.execute('navai:start')")
        expect(self.page.locator("[data-navai-status=connected]")).to_be_attached(timeout=START_MS)
        return self

    def begin(self, name: str, **arguments: object) -> None:
        """Have a function called, and do not wait for its answer."""
        self.notebook.panel.type(f"{name} {json.dumps(arguments)}")

    def answer(self) -> dict[str, Any]:
        """The next answer, in the order in which they came."""
        self.page.wait_for_function("() => window.answers.length > 0", timeout=ANSWER_MS)
        return self.page.evaluate("() => window.answers.shift()")

    def call(self, name: str, **arguments: object) -> str:
        """What a function says when it is called; what went wrong when it failed."""
        self.begin(name, **arguments)
        return self.said(self.answer())

    def approved(self, name: str, **arguments: object) -> str:
        """The same for a function that asks the person first."""
        self.begin(name, **arguments)
        self.dialog.get_by_role("button", name="Approve", exact=True).click()
        return self.said(self.answer())

    def cells(self, path: str | None = None) -> list[dict[str, Any]]:
        return self.page.evaluate(CELLS, path)

    def sources(self, path: str | None = None) -> list[str]:
        return [cell["source"] for cell in self.cells(path)]

    def kept(self, path: str | None = None) -> list[tuple[object, ...]]:
        """What undo promises to bring back: neither outputs nor counts."""
        return [
            (cell["id"], cell["type"], cell["source"], json.dumps(cell["metadata"]))
            for cell in self.cells(path)
        ]

    def at(self) -> int:
        """The number of the active cell."""
        return [cell["active"] for cell in self.cells()].index(True) + 1

    def said(self, answer: dict[str, Any]) -> str:
        if not answer["ok"]:
            return answer.get("details") or answer["error"]
        return (answer.get("result") or answer)["say"]  # the session's own tools answer without a result


def write(lab: Lab, name: str, cells: list[Any]) -> None:
    """A notebook in the Lab's folder, whose cells are named ``cell-1``, ``cell-2`` …"""
    cells = [nbformat.from_dict({**cell, "id": f"cell-{at}"}) for at, cell in enumerate(cells, 1)]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, lab.root / name)
