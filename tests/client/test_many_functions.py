"""More functions than a model can be told of, with a real engine process over each way."""

import pytest

from navai_jupyter.client import Endpoint, VoiceSession
from navai_jupyter.core.registry import Registry
from tests.benchmarks.functions import functions

pytestmark = pytest.mark.speech


def tune_piano(room: str) -> str:
    """Tune the piano in a room."""
    return f"tuned the piano in the {room}"


@pytest.fixture(scope="module")
def crowd():
    """Five hundred functions, and one more at their end."""
    registry = Registry("kernel")
    for function in (*functions(), tune_piano):
        registry.register(function)
    return registry


@pytest.mark.parametrize("way", ["websocket", "webrtc"])
async def test_the_right_one_is_found_and_called(engine, crowd, way):
    endpoint = Endpoint(engine.base_url, engine.key, "navai-local")
    async with VoiceSession(endpoint, functions=crowd, transport=way) as session:
        turn = await session.say("tune the piano in the hall")
        assert [call.name for call in turn.calls] == ["voice_find_function", "execute_app_function"]
        assert turn.calls[-1].result == "tuned the piano in the hall"
        again = await session.say("do it again")
        assert [call.name for call in again.calls] == ["execute_app_function"]
        assert again.reply.lower().startswith("tuned the piano")
