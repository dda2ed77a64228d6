"""The notebook, in a real JupyterLab, that the page's figures are measured in."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.lab import Lab
from tests.e2e.notebook import START_MS, Notebook

HERE = Path(__file__).parent
EARS = HERE.parent / "e2e"
SCRIPTS = (EARS / "microphone.js", EARS / "loudspeaker.js", EARS / "wire.js", HERE / "page.js")
Way = Literal["webrtc", "websocket"]

SIZE = {"width": 1400, "height": 900}
NAME = "bench.ipynb"

FUNCTIONS = '''%load_ext navai_jupyter
import navai_jupyter as navai

@navai.function
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b'''

ECHO = '''import anywidget

class Echo(anywidget.AnyWidget):
    _esm = """
function render({model, el}) {
  window.echo = () => new Promise((resolve) => {
    const answered = () => {
      model.off('msg:custom', answered);
      resolve();
    };
    model.on('msg:custom', answered);
    model.send({});
  });
  el.textContent = 'echo';
}
export default {render};"""

echo = Echo()
echo.on_msg(lambda widget, content, buffers: widget.send(content))
echo'''

CROWD = f"""import sys
sys.path.append({str(HERE.parents[1])!r})
from tests.benchmarks.functions import crowd
for name, function in crowd(1000):
    navai.register(function, name=name)"""

SLEEP = "import time\ntime.sleep(600)"
COMPUTE = "while True: pass"


@dataclass(frozen=True)
class Laboratory:
    lab: Lab
    notebook: Notebook
    chromium: str
    """The browser's version."""

    def open(self) -> None:
        """Open the page, or open it anew, with the panel shown; the kernel stays as it is."""
        self.notebook.open()
        self.notebook.page.locator('[data-id="navai-panel"]').first.click()
        self.notebook.panel.expect_status("idle")

    def travel(self, way: Way) -> None:
        """Let sound go this way from now on, in the page opened anew."""
        self.lab.set("navai-jupyter", "plugin", transport=way)
        self.open()

    def measure(self, stopwatch: str, argument: Any = None) -> Any:
        """What one of the stopwatches of page.js gives."""
        return self.notebook.page.evaluate(f"(argument) => bench.{stopwatch}(argument)", argument)

    def click(self, hover_ms: float = 0) -> list[float]:
        """Milliseconds until it was connected; where that failed it is told, and is no figure."""
        taken = self.measure("clickToConnected", hover_ms)
        if isinstance(taken, str):
            print(f"A click failed: {taken}", file=sys.stderr)
            return []
        return [float(taken)]

    @property
    def kernel_id(self) -> str:
        (session,) = self._ask("GET", "api/sessions").json()
        return str(session["kernel"]["id"])

    @property
    def connection_file(self) -> Path:
        return self.lab.home / "runtime" / f"kernel-{self.kernel_id}.json"

    def run(self, source: str) -> None:
        prompt = self._begin(source)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=START_MS)

    @contextmanager
    def running(self, source: str) -> Iterator[None]:
        """A cell that runs all the while, and is interrupted then."""
        prompt = self._begin(source)
        expect(prompt).to_have_text("[*]:")
        yield
        expect(prompt).to_have_text("[*]:")
        self._ask("POST", f"api/kernels/{self.kernel_id}/interrupt")
        expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=START_MS)

    def _begin(self, source: str) -> Any:
        cell = self.notebook.cells.filter(has_text=source.splitlines()[-1])
        cell.locator(".cm-content").click()
        self.notebook.page.keyboard.press("Control+Enter")
        return cell.locator(".jp-InputPrompt")

    def _ask(self, method: str, path: str) -> httpx.Response:
        headers = {"Authorization": f"token {self.lab.token}"}
        return httpx.request(method, f"{self.lab.url}{path}", headers=headers, timeout=10).raise_for_status()


@contextmanager
def open_laboratory(provider: str = "local", key: str = "", *arguments: str) -> Iterator[Laboratory]:
    """JupyterLab with the bench's notebook open, its functions defined and the provider's models warm."""
    environment = {"NAVAI_PROVIDER": provider, "OPENAI_API_KEY": key}
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        lab = Lab(Path(home), environment, arguments).start()
        try:
            _write(lab.root / NAME)
            browser = chromium.launch(playwright)
            page = browser.new_context(viewport=SIZE, permissions=["microphone"]).new_page()
            for script in SCRIPTS:
                page.add_init_script(path=script)
            laboratory = Laboratory(lab, Notebook(page, lab, NAME), browser.version)
            laboratory.open()
            laboratory.run(FUNCTIONS)
            laboratory.notebook.panel.start()
            laboratory.notebook.panel.stop()
            yield laboratory
            browser.close()
        finally:
            lab.stop()


def _write(path: Path) -> None:
    cells = [new_code_cell(source) for source in (FUNCTIONS, ECHO, CROWD, SLEEP, COMPUTE)]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = new_notebook(cells=[*cells, new_markdown_cell("## Results")], metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)
