"""One response at a time: who asks for a second gets it after the first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from navai_jupyter.client.transport import Event

Send = Callable[[Event], Awaitable[bool]]
"""False where the line is down; then nothing was sent."""


class Responses:
    def __init__(self, send: Send):
        self._send = send
        self.active: str | None = None
        """The id of the response that is being given."""
        self.unwanted: str | None = None
        """The id of a response that was interrupted before it began."""
        self._asked = False
        self._owed = False
        self._withdrawn = False

    @property
    def idle(self) -> bool:
        return not (self.active or self._asked or self._owed)

    async def ask(self) -> None:
        """``response.create``, now or as soon as it is possible."""
        self._owed = True
        await self.settle()

    async def settle(self) -> None:
        """Ask for what is owed, unless a response is under way."""
        if self._owed and not self.active and not self._asked:
            self._owed, self._asked = False, True
            if not await self._send({"type": "response.create"}):
                self._owed, self._asked = True, False

    def withdraw(self) -> bool:
        """Want no more what was asked for and has not begun; false where there is no such response."""
        if self._asked:
            self._withdrawn, self._owed = True, False
        return self._asked

    def take(self, event: Event) -> None:
        match event:
            case {"type": "response.created", "response": response}:
                self.active, self._asked = response.get("id", ""), False
                if self._withdrawn:
                    self.unwanted, self._withdrawn = self.active, False
            case {"type": "response.done"}:
                self.active, self._asked = None, False
            case {"type": "error", "error": {"code": "conversation_already_has_active_response"}}:
                self._owed = self._owed or not self._withdrawn
                self._asked = self._withdrawn = False

    def lose_connection(self) -> bool:
        """Forget what was under way; true when an answer was awaited."""
        awaited = bool(self.active or self._owed or (self._asked and not self._withdrawn))
        self.active, self._asked, self._owed = None, False, False
        self.unwanted, self._withdrawn = None, False
        return awaited
