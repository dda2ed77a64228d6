"""Agents that share a conversation, and how far a call is: what the kernel declares shows in the page."""

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.notebook import Notebook

TEAM = '''@navai.function
def load_sales(year: int) -> str:
    """Load the sales of one year."""
    return f"the sales of {year}"

navai.agent("sales", name="The sales desk", functions=[load_sales], handoff="Anything about sales.")'''
SLOW = '''import time

@navai.function
def train(ctx: navai.Context) -> str:
    """Train the model."""
    ctx.progress(0.4, "epoch two")
    while not Path("go").exists():
        time.sleep(0.05)
    return "trained"'''


@pytest.fixture
def team(page, lab):
    (lab.root / "go").unlink(missing_ok=True)
    notebooks.write(lab.root / "team.ipynb", TEAM, SLOW)
    notebook = Notebook(page, lab, "team.ipynb").open()
    notebook.run_all()
    notebook.expect_ran()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    return notebook


def test_a_conversation_is_handed_over_and_goes_on(team):
    team.panel.type("load the sales for 2024")
    team.panel.expect_said("The sales desk goes on")
    team.panel.expect_said("the sales of 2024")
    team.panel.type("add two and three")
    team.panel.expect_said("navai goes on")
    team.panel.expect_said("The result is 5")


def test_a_long_call_shows_how_far_it_is(team, lab):
    team.panel.type("train the model")
    bar = team.panel.region.get_by_role("progressbar", name="epoch two")
    expect(bar).to_have_attribute("value", "0.4")
    (lab.root / "go").touch()
    team.panel.expect_said("trained")
    expect(bar).to_have_count(0)
