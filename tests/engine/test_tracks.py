"""The voice's track: what waits to be heard is never much."""

import asyncio

import numpy as np
import pytest

from navai_jupyter.engine import tracks
from navai_jupyter.engine.tracks import FRAME_SAMPLES, SpeechTrack


@pytest.fixture
def track(monkeypatch):
    monkeypatch.setattr(tracks, "MOST_QUEUED", 3 * FRAME_SAMPLES)
    return SpeechTrack(lambda response: None, lambda response: None)


def speech(frames):
    return np.ones(frames * FRAME_SAMPLES, np.float32)


async def waits(track):
    waiting = asyncio.ensure_future(track.room())
    await asyncio.sleep(0)
    done = waiting.done()
    waiting.cancel()
    return not done


async def test_there_is_room_again_once_some_of_it_was_heard(track):
    track.play("resp_1", speech(2))
    assert not await waits(track)
    track.play("resp_1", speech(2))
    assert await waits(track)
    await track.recv()
    assert await waits(track)
    await track.recv()
    assert not await waits(track)


async def test_there_is_room_again_when_it_is_silenced(track):
    track.play("resp_1", speech(9))
    assert await waits(track)
    track.clear()
    assert not await waits(track)
