"""A long silence after an answer makes the engine ask again; time is that of the input audio."""

import pytest

from tests.engine.loudness import loud, quiet
from tests.engine.session.client import Client, message

TIMEOUT = 5_000
DETECTION = {"type": "server_vad", "idle_timeout_ms": TIMEOUT}


def waiting(**config):
    client = Client(audio={"input": {"turn_detection": DETECTION}}, **config)
    client.type("hello")
    return client


def triggered(client):
    return client.of("input_audio_buffer.timeout_triggered")


def test_silence_after_an_answer_that_was_heard_is_committed_and_answered():
    client = waiting()
    client.speak("Hello.")
    # A second of speech that a client plays, then the timeout.
    assert client.hear(quiet(TIMEOUT + 900)) == []
    assert client.hear(quiet(200))[:6] == [
        "input_audio_buffer.timeout_triggered",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "rate_limits.updated",
    ]
    (event,) = triggered(client)
    assert event["audio_end_ms"] - event["audio_start_ms"] == pytest.approx(TIMEOUT, abs=50)
    assert event["item_id"] == client.last("input_audio_buffer.committed")["item_id"]
    client.speak("I'm listening.")
    assert client.response["output"][0]["content"][0]["transcript"] == "I'm listening."


def test_it_asks_again_after_its_own_question():
    client = waiting(output_modalities=["text"])
    for times in (1, 2, 3):
        client.hear(quiet(TIMEOUT + 100))
        assert len(triggered(client)) == times


def test_before_the_first_answer_nobody_is_hurried():
    client = Client(audio={"input": {"turn_detection": DETECTION}})
    client.hear(quiet(2 * TIMEOUT))
    client.send("conversation.item.create", item=message("hello"))
    client.hear(quiet(2 * TIMEOUT))
    assert not triggered(client)


def test_who_speaks_is_not_idle():
    client = waiting(output_modalities=["text"])
    client.hear(quiet(TIMEOUT - 1000), loud(TIMEOUT))
    assert not triggered(client)


def test_who_runs_a_function_is_not_idle():
    client = Client(output_modalities=["text"], audio={"input": {"turn_detection": DETECTION}})
    client.type("add two and three")
    client.hear(quiet(2 * TIMEOUT))
    assert not triggered(client)
    client.answer(client.response["output"][0], "5")
    client.hear(quiet(TIMEOUT + 100))
    assert len(triggered(client)) == 1


def test_on_a_track_the_time_counts_from_the_end_of_the_playback():
    client = waiting(on_track=True)
    client.speak("Hello.")
    client.session.playback_started(client.response["id"])
    client.hear(quiet(2 * TIMEOUT))
    assert not triggered(client)
    client.session.playback_stopped(client.response["id"])
    client.hear(quiet(TIMEOUT + 100))
    assert len(triggered(client)) == 1


def test_without_the_setting_nothing_happens():
    client = Client(output_modalities=["text"])
    client.type("hello")
    client.hear(quiet(60_000))
    assert not triggered(client)
