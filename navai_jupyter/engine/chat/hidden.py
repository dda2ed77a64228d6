"""Takes out of a streamed text what is not meant for a person: thoughts, and calls written as text."""

from __future__ import annotations

CALL = "<tool_call>"
TAGS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<reasoning>": "</reasoning>",
    "[THINK]": "[/THINK]",
    CALL: "</tool_call>",
}
"""Models write these when their server has no parser for them."""
STRAY = tuple(TAGS.values())
"""A closing tag alone: the template had opened it."""


class Hidden:
    """``feed`` answers what may be said; ``calls`` collects what stood between the tags of a call."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._text = ""
        self._inside = ""

    @property
    def thinking(self) -> bool:
        return bool(self._inside)

    def feed(self, text: str) -> str:
        self._text += text
        shown = ""
        while self._inside or any(tag in self._text for tag in (*TAGS, *STRAY)):
            step = self._leave() if self._inside else self._enter()
            if step is None:
                return shown
            shown += step
        keep = _beginning_of_tag(self._text)
        shown += self._text[: len(self._text) - keep]
        self._text = self._text[len(self._text) - keep :]
        return shown

    def end(self) -> str:
        """What is left when nothing more will come; an unfinished thought is dropped."""
        left, self._text = ("" if self._inside else self._text), ""
        return left

    def _enter(self) -> str:
        found = {self._text.find(tag): tag for tag in (*TAGS, *STRAY) if tag in self._text}
        at = min(found)
        before, tag = self._text[:at], found[at]
        self._text = self._text[at + len(tag) :]
        self._inside = tag if tag in TAGS else ""
        return before

    def _leave(self) -> str | None:
        inside, closed, after = self._text.partition(TAGS[self._inside])
        if not closed:
            return None
        if self._inside == CALL:
            self.calls.append(inside)
        self._text, self._inside = after, ""
        return ""


def _beginning_of_tag(text: str) -> int:
    """How many characters at the end of `text` may become a tag with the next piece."""
    for length in range(min(len(text), max(map(len, (*TAGS, *STRAY)))), 0, -1):
        if any(tag.startswith(text[-length:]) for tag in (*TAGS, *STRAY)):
            return length
    return 0
