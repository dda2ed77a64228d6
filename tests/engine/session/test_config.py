"""The session as it is configured, and as it says it is."""

import pytest

from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.problem import BadEvent
from tests.engine.session.client import Client


def effective(**patch):
    return SessionConfig().updated(patch).wire()


def test_what_the_engine_says_it_takes_back():
    client = Client(instructions="Be brief.", audio={"output": {"speed": 1.2}})
    client.update()
    echoed = client.last("session.updated")["session"]
    client.send("session.update", session=echoed)
    assert client.last("session.updated")["session"] == echoed


def test_an_update_changes_only_what_it_names():
    session = SessionConfig().updated({"instructions": "Be brief.", "audio": {"output": {"speed": 1.2}}})
    session = session.updated({"audio": {"input": {"transcription": {"model": "any"}}}})
    assert (session.instructions, session.audio.output.speed) == ("Be brief.", 1.2)
    assert session.updated({"audio": {"input": {"transcription": None}}}).audio.input.transcription is None


def test_a_turn_detector_is_replaced_as_a_whole():
    session = SessionConfig().updated(
        {"audio": {"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 900}}}}
    )
    session = session.updated({"audio": {"input": {"turn_detection": {"type": "semantic_vad"}}}})
    assert session.wire()["audio"]["input"]["turn_detection"] == {
        "type": "semantic_vad",
        "eagerness": "auto",
        "create_response": True,
        "interrupt_response": True,
    }


@pytest.mark.parametrize(
    ("field", "asked", "told"),
    [
        ("model", "gpt-realtime-2.1", "navai-local"),
        ("tracing", {"workflow_name": "mine"}, None),
        ("prompt", {"id": "pmpt_1"}, None),
        ("include", ["item.input_audio_transcription.logprobs"], None),
        ("reasoning", {"effort": "low"}, None),
        ("truncation", {"type": "retention_ratio", "retention_ratio": 0.8}, "auto"),
    ],
)
def test_what_only_the_provider_can_do_is_accepted_and_not_claimed(field, asked, told):
    assert effective(**{field: asked})[field] == told


def test_the_id_of_a_session_is_its_own():
    session = SessionConfig()
    assert session.updated({"id": "sess_other"}).id == session.id


def test_a_transcription_session_is_refused():
    with pytest.raises(BadEvent, match="Supported values are: 'realtime'"):
        SessionConfig().updated({"type": "transcription"})
