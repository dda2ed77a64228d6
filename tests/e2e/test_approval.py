"""Approving by voice: the page's word counts, and nothing that the agent could say."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.notebook import Notebook, in_both
from tests.e2e.speech import spoken


def ask(report: Notebook) -> Locator:
    """Speak a command that wants approval; answers the card that asks for it."""
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.speak(spoken("delete rows of table raw"))
    card = report.panel.region.get_by_role("dialog", name="Approve function call")
    expect(card).to_contain_text('delete_rows(table="raw")', timeout=20_000)
    return card


@in_both
def test_the_word_on_the_card_approves(report):
    card = ask(report)
    word = re.search(r"Say “(\w+)”", card.inner_text())
    assert word
    report.page.wait_for_timeout(1_000)  # nothing counts just after the agent spoke
    report.speak(spoken(word[1]))
    report.panel.expect_said("deleted raw")
    assert report.calls() == ["deleted raw"]


def test_what_the_agent_says_cannot_approve(report):
    """The agent reads the names of its functions aloud, into an open microphone, while one of them waits."""
    card = ask(report)
    report.page.evaluate("window.echo()")
    report.speak(spoken("what can I say"))
    report.expect_heard()
    expect(card).to_be_hidden(timeout=40_000)  # nobody approved in time
    report.panel.expect_said("denied")
    assert report.calls() == []
