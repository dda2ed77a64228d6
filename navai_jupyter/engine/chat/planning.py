"""The planner that thinks on a chat server, and falls back to commands where that is away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from navai_jupyter.engine import planner
from navai_jupyter.engine.chat.availability import Availability
from navai_jupyter.engine.chat.calls import CallAssembler
from navai_jupyter.engine.chat.client import ChatClient
from navai_jupyter.engine.chat.commands import is_command
from navai_jupyter.engine.chat.deltas import CallPart
from navai_jupyter.engine.chat.failure import ChatFailure, unusable
from navai_jupyter.engine.chat.hidden import Hidden
from navai_jupyter.engine.chat.messages import request
from navai_jupyter.engine.chat.sentences import Sentences
from navai_jupyter.engine.planner import Reply, Situation

BROKE_OFF = "I lost the chat model in the middle of that."
NO_WORDS = "I have no answer to that."


class ChatPlanner:
    """With ``commands_first`` a sentence that is a whole command is carried out without the chat server."""

    def __init__(self, client: ChatClient, commands: planner.Planner, *, commands_first: bool = True) -> None:
        self.availability = Availability(client.look)
        self._client = client
        self._commands = commands
        self._commands_first = commands_first

    def start(self) -> None:
        self.availability.start()

    async def close(self) -> None:
        self.availability.close()
        await self._client.close()

    @property
    def weighs_wordings(self) -> bool:
        """A model makes sense of what is misheard, and most of what it is told is no command."""
        return not self.availability.usable

    async def respond(self, situation: Situation) -> AsyncIterator[Reply]:
        if self._commands_first and await asyncio.to_thread(is_command, situation):
            async for reply in self._commands.respond(situation):
                yield reply
            return
        if self.availability.usable:
            begun = False
            try:
                async with aclosing(self._think(situation)) as replies:
                    async for reply in replies:
                        begun = True
                        yield reply
                self.availability.answered()
                return
            except ChatFailure as failure:
                self.availability.failed(failure)
            if begun:
                # Half of an answer cannot be taken back, nor finished by another planner.
                yield Reply(BROKE_OFF)
                return
        if notice := self.availability.notice(situation.session):
            yield Reply(notice)
        async for reply in self._commands.respond(situation):
            yield reply

    async def _think(self, situation: Situation) -> AsyncGenerator[Reply, None]:
        hidden, sentences, calls = Hidden(), Sentences(), CallAssembler()
        begun = False
        stream = self._client.stream(request(situation), doubtful=self.availability.doubtful)
        async with aclosing(stream) as deltas:
            async for delta in deltas:
                for part in delta.calls:
                    calls.add(part)
                for sentence in sentences.feed(hidden.feed(delta.text)):
                    begun = True
                    yield Reply(sentence)
                if delta.finish:
                    break
        for sentence in [*sentences.feed(hidden.end()), *sentences.end()]:
            begun = True
            yield Reply(sentence)
        for written in hidden.calls:
            calls.add(_written_call(written))
        made = calls.calls()
        if made:
            yield Reply(calls=made)
        elif not begun:
            yield Reply(NO_WORDS, understood=False)


def _written_call(text: str) -> CallPart:
    try:
        call = json.loads(text)
        return CallPart(None, "", str(call["name"]), call.get("arguments") or {})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise unusable("It wrote a call that cannot be read.") from error
