"""The provider's agents package for Python, unmodified, on the engine: it runs the functions itself."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from agents import function_tool
from agents.realtime import RealtimeAgent, RealtimeRunner, RealtimeSession, RealtimeSessionEvent

from tests.engine.clients import telephone
from tests.engine.clients.provider import check
from tests.engine.clients.sound import RATE, REPORT, speech, words
from tests.engine.peers import LONGEST_WAIT, EngineAddress

pytestmark = pytest.mark.speech

BLOCK = 4800


@function_tool
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@function_tool
def read_report() -> str:
    """Read the report."""
    return REPORT


@function_tool
def list_prices() -> str:
    """List the prices."""
    return "An apple costs one euro."


SALES = RealtimeAgent(name="Sales", instructions="You sell fruit.", tools=[list_prices])
ASSISTANT = RealtimeAgent(
    name="Assistant", instructions="You help with a notebook.", tools=[add, read_report], handoffs=[SALES]
)


@dataclass
class Talk:
    """A session with what was heard from it; every raw event it got was checked."""

    session: RealtimeSession
    heard: bytes = b""
    raw: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, sentence: str) -> None:
        await self.send(speech(sentence))

    async def send(self, audio: bytes) -> None:
        for at in range(0, len(audio), BLOCK):
            await self.session.send_audio(audio[at : at + BLOCK])

    async def until(self, kind: str) -> RealtimeSessionEvent:
        """The next event of the package of this type."""
        async with asyncio.timeout(LONGEST_WAIT):
            async for event in self.session:
                if event.type == "raw_model_event" and event.data.type == "raw_server_event":
                    check(json.dumps(event.data.data))
                    self.raw.append(event.data.data)
                elif event.type == "audio":
                    self.heard += event.audio.data
                assert event.type != "error", event
                if event.type == kind:
                    return event
        raise AssertionError(f"The session ended before {kind}.")


@asynccontextmanager
async def talk(engine: EngineAddress, **settings: Any) -> AsyncIterator[Talk]:
    runner = RealtimeRunner(ASSISTANT, config={"tracing_disabled": True, "model_settings": settings})
    url = f"{engine.base_url.replace('http', 'ws')}/realtime?model=gpt-realtime-2.1"
    async with await runner.run(model_config={"url": url, "api_key": engine.key}) as session:
        yield Talk(session)


async def test_a_spoken_conversation_of_two_turns(engine):
    async with talk(engine) as talking:
        turns = [("Add two and three.", 5, "5|five"), ("Add four and eight.", 12, "12|twelve")]
        for sentence, result, spoken in turns:
            talking.heard = b""
            await talking.say(sentence)
            done = await talking.until("tool_end")
            assert (done.tool.name, done.output) == ("add", result)
            await talking.until("audio_end")
            assert re.fullmatch(rf"the result is ({spoken})\.?", words(talking.heard))


async def test_a_telephone_line(engine):
    law = {"input_audio_format": "g711_ulaw", "output_audio_format": "g711_ulaw"}
    async with talk(engine, **law) as talking:
        await talking.send(telephone.encode(speech("Add two and three.")))
        assert (await talking.until("tool_end")).output == 5
        await talking.until("audio_end")
        assert re.fullmatch(
            r"the result is (5|five)\.?", words(telephone.decode(talking.heard), telephone.RATE)
        )


async def test_speaking_into_an_answer_stops_it(engine):
    async with talk(engine) as talking:
        await talking.session.send_message("read the report")
        await talking.until("audio")
        await talking.say("Add two and three.")
        await talking.until("audio_interrupted")
        assert (await talking.until("tool_end")).tool.name == "add"
        [cut] = [event for event in talking.raw if event["type"] == "conversation.item.truncated"]
        assert cut["audio_end_ms"] < len(talking.heard) / 2 / RATE * 1000


async def test_another_agent_takes_over(engine):
    async with talk(engine) as talking:
        await talking.say("Transfer to sales.")
        handoff = await talking.until("handoff")
        assert (handoff.from_agent.name, handoff.to_agent.name) == ("Assistant", "Sales")
        await talking.until("audio_end")
        talking.heard = b""
        await talking.say("List prices.")
        assert (await talking.until("tool_end")).tool.name == "list_prices"
        await talking.until("audio_end")
        assert "apple" in words(talking.heard)
