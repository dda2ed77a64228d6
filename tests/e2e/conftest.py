from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.e2e import chromium, networks, notebooks
from tests.e2e.calling import ARGUMENTS
from tests.e2e.errors import own_errors
from tests.e2e.lab import Lab
from tests.e2e.notebook import LAB, Notebook

HERE = Path(__file__).parent
SIZE = {"width": 1400, "height": 900}

MakePage = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def own_network() -> str:
    """Moves the tests into a network of their own; where that cannot be, this is the reason."""
    reason = networks.why_not()
    if not reason:
        networks.move_into_own()
    return reason


@pytest.fixture(scope="session")
def playwright(own_network: str) -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = chromium.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def running_lab(tmp_path_factory) -> Iterator[Lab]:
    """One server for all modules: to start it and to load the engine's models takes longer than most tests."""
    lab = Lab(tmp_path_factory.mktemp("lab"), arguments=ARGUMENTS).start()
    yield lab
    lab.stop()


@pytest.fixture(scope="module")
def lab(running_lab: Lab) -> Lab:
    """A JupyterLab with the local engine and the report, in which nothing has happened yet."""
    running_lab.renew()
    notebooks.write(running_lab.root / "report.ipynb")
    return running_lab


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with a microphone to speak into and a meter on what it hears, in which our code may not fail."""
    context = browser.new_context(viewport=SIZE, permissions=["microphone"])
    page = context.new_page()
    page.add_init_script(path=HERE / "microphone.js")
    page.add_init_script(path=HERE / "loudspeaker.js")
    errors = own_errors(page)
    yield page
    context.close()
    assert errors == []


@pytest.fixture(params=["webrtc", "websocket"])
def way(request: pytest.FixtureRequest, lab: Lab) -> Iterator[str]:
    """Each way that sound can travel, as the setting of the lab."""
    lab.set("navai-jupyter", "plugin", transport=request.param)
    yield request.param
    lab.set("navai-jupyter", "plugin")


@pytest.fixture
def tree() -> str:
    """Where notebooks are opened, unless a test says otherwise (see in_both)."""
    return LAB


@pytest.fixture
def report(page: Page, lab: Lab, tree: str) -> Notebook:
    """The report, run, with no call made yet."""
    (lab.root / "calls.txt").unlink(missing_ok=True)
    notebook = Notebook(page, lab, "report.ipynb", tree).open()
    notebook.run_all()
    notebook.expect_ran()
    return notebook
