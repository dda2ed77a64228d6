"""Somebody who only speaks to the page, and who hears what it answers."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.notebook import TURN_MS, Notebook
from tests.e2e.speech import spoken

SILENCE_MS = 1_000
"""As long as this the agent has been silent when the person speaks; between two of its words there is less."""
WORD = re.compile(r"Say “(\w+)”")


class Talker:
    def __init__(self, notebook: Notebook):
        self.notebook = notebook
        self.panel = notebook.panel
        self.answers = self.panel.log.locator(".navai-agent")
        self.card = self.panel.region.get_by_role("dialog", name="Approve function call")

    def say(self, sentence: str, answer: str = "") -> None:
        """Speak, and listen to the whole answer, which contains ``answer``."""
        before = self.answers.count()
        self.speak(sentence)
        expect(self.answers.nth(before)).to_contain_text(answer, timeout=TURN_MS, ignore_case=True)
        self.expect_heard()

    def ask(self, sentence: str, call: str) -> None:
        """Speak, and find that the page wants an approval for ``call``."""
        self.speak(sentence)
        expect(self.card).to_contain_text(call, timeout=TURN_MS)

    def approve(self) -> None:
        """Say the word that is on the card."""
        word = WORD.search(self.card.inner_text())
        assert word, self.card.inner_text()
        self.speak(word[1])
        expect(self.card).to_be_hidden(timeout=TURN_MS)

    def expect_told(self, news: str) -> None:
        """The agent says something that nobody has just asked for, and it is heard."""
        expect(self.answers.last).to_contain_text(news, timeout=TURN_MS)
        self.expect_heard()

    def expect_heard(self) -> None:
        """The loudspeaker has played something since the person began to speak."""
        self.notebook.page.wait_for_function("window.quietSince > window.spokeAt", timeout=TURN_MS)

    def speak(self, sentence: str) -> None:
        """Speak as soon as the agent is silent."""
        self.notebook.page.wait_for_function(
            f"performance.now() - window.quietSince > {SILENCE_MS}", timeout=TURN_MS
        )
        self.notebook.speak(spoken(sentence))
