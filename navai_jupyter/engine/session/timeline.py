"""When each word of a spoken message is heard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    text: str
    milliseconds: int

    def until(self, milliseconds: int) -> Sentence:
        """Its beginning: whole words, taken as spoken at an even pace."""
        if milliseconds >= self.milliseconds:
            return self
        characters = len(self.text) * max(0, milliseconds) // self.milliseconds
        heard = self.text[:characters]
        # A word counts when its end was reached.
        if not self.text[characters : characters + 1].isspace():
            heard = heard.rpartition(" ")[0]
        return Sentence(heard.rstrip(), max(0, milliseconds))


class Timeline:
    """The sentences of one message in the order of speaking; nothing is added after a cut."""

    def __init__(self) -> None:
        self._sentences: list[Sentence] = []
        self._cut = False

    @property
    def milliseconds(self) -> int:
        return sum(sentence.milliseconds for sentence in self._sentences)

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self._sentences if sentence.text)

    def add(self, sentence: Sentence) -> None:
        if not self._cut:
            self._sentences.append(sentence)

    def cut(self, milliseconds: int) -> None:
        """Forget what comes after."""
        self._cut = True
        kept = []
        for sentence in self._sentences:
            kept.append(sentence.until(milliseconds))
            milliseconds = max(0, milliseconds - sentence.milliseconds)
        self._sentences = kept
