"""The provider's agents package for JavaScript, unmodified, in Node over a WebSocket.

``tests/e2e/test_agents_realtime.py`` holds the same conversation in a browser over WebRTC.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.engine.clients.provider import check
from tests.engine.clients.sound import RATE, speech, words
from tests.engine.peers import LONGEST_WAIT, EngineAddress

pytestmark = pytest.mark.speech

HERE = Path(__file__).parent
SDK = HERE.parents[2] / "js/node_modules/@openai/agents-realtime/dist/index.mjs"
LONGEST_LINE = 2**22


@dataclass
class Speaker:
    """A Node process that talks; every raw event that its SDK got is checked here."""

    process: Process
    heard: bytes = b""
    raw: list[dict[str, Any]] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        self._send(say=base64.b64encode(speech(sentence)).decode())

    def type(self, text: str) -> None:
        self._send(type=text)

    async def until(self, event: str) -> dict[str, Any]:
        """What the session tells next of this kind: a raw event by its type, or what the SDK did."""
        assert self.process.stdout is not None
        async with asyncio.timeout(LONGEST_WAIT):
            async for line in self.process.stdout:
                told = json.loads(line)
                assert told["event"] != "error", told
                if "raw" in told:
                    check(json.dumps(told["raw"]))
                    self.raw.append(told["raw"])
                elif told["event"] == "audio":
                    self.heard += base64.b64decode(told["audio"])
                if told["event"] == event:
                    return told
        raise AssertionError(f"Node ended before {event}.")

    def _send(self, **command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(command)}\n".encode())


@asynccontextmanager
async def speaker(engine: EngineAddress) -> AsyncIterator[Speaker]:
    url = f"{engine.base_url.replace('http', 'ws')}/realtime?model=gpt-realtime-2.1"
    process = await asyncio.create_subprocess_exec(
        "node",
        str(HERE / "speaker.mjs"),
        SDK.as_uri(),
        url,
        stdin=PIPE,
        stdout=PIPE,
        limit=LONGEST_LINE,
        env={**os.environ, "ENGINE_KEY": engine.key},
    )
    assert process.stdin is not None
    try:
        speaking = Speaker(process)
        await speaking.until("connected")
        yield speaking
        process.stdin.close()
        async with asyncio.timeout(LONGEST_WAIT):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_spoken_conversation_of_two_turns(engine):
    async with speaker(engine) as speaking:
        turns = [("Add two and three.", "5", "5|five"), ("Add four and eight.", "12", "12|twelve")]
        for sentence, result, spoken in turns:
            speaking.heard = b""
            speaking.say(sentence)
            told = await speaking.until("tool")
            assert (told["name"], told["result"]) == ("add", result)
            await speaking.until("spoken")
            assert re.fullmatch(rf"the result is ({spoken})\.?", words(speaking.heard))


async def test_speaking_into_an_answer_stops_it(engine):
    async with speaker(engine) as speaking:
        speaking.type("read the report")
        await speaking.until("audio")
        speaking.say("Add two and three.")
        await speaking.until("interrupted")
        assert (await speaking.until("tool"))["name"] == "add"
        [cut] = [event for event in speaking.raw if event["type"] == "conversation.item.truncated"]
        assert cut["audio_end_ms"] < len(speaking.heard) / 2 / RATE * 1000


async def test_another_agent_takes_over(engine):
    async with speaker(engine) as speaking:
        speaking.say("Transfer to sales.")
        handoff = await speaking.until("handoff")
        assert (handoff["from"], handoff["to"]) == ("Assistant", "Sales")
        await speaking.until("spoken")
        speaking.heard = b""
        speaking.say("List prices.")
        assert (await speaking.until("tool"))["name"] == "list_prices"
        await speaking.until("spoken")
        assert "apple" in words(speaking.heard)
