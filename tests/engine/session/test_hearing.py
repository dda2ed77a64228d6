"""Turns of speech as a session tells of them."""

from navai_jupyter.engine.session.outputs import Drop, Transcribe
from tests.engine.loudness import loud, quiet
from tests.engine.session.client import Client


def test_the_recogniser_starts_in_the_pause_and_its_text_is_used_when_the_turn_ends():
    client = Client()
    client.hear(loud(600), quiet(250))
    early = client.job(Transcribe)
    client.transcribe("add two and three")
    assert client.calls() == []
    client.hear(quiet(400))
    assert client.job(Transcribe) is early
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_a_pause_that_was_none_voids_the_early_text():
    client = Client()
    client.hear(loud(600), quiet(250))
    early = client.job(Transcribe)
    client.hear(loud(400))
    assert client.others == [Drop(early.job)]
    client.transcribe("add two")
    client.hear(quiet(600))
    client.transcribe("add two and three")
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_a_turn_is_announced_before_its_words_are_known():
    client = Client(audio={"input": {"transcription": {"model": "x"}}})
    assert client.hear(loud(600), quiet(600)) == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "rate_limits.updated",
    ]
    item_id = client.last("input_audio_buffer.speech_started")["item_id"]
    assert client.last("conversation.item.added")["item"]["id"] == item_id
    assert "conversation.item.input_audio_transcription.completed" in client.transcribe("hello")
    client.send("conversation.item.retrieve", item_id=item_id)
    content = client.last("conversation.item.retrieved")["item"]["content"]
    assert content == [{"type": "input_audio", "transcript": "hello"}]


def test_the_transcript_is_only_sent_when_it_is_configured():
    client = Client()
    client.hear(loud(600), quiet(600))
    assert "conversation.item.input_audio_transcription.completed" not in client.transcribe("hello")


def test_noise_without_words_is_answered_by_nothing():
    client = Client()
    client.hear(loud(600), quiet(600))
    assert client.transcribe("") == ["response.done"]
    assert client.last("response.done")["response"]["output"] == []


def test_a_failed_transcript_is_told_and_ends_the_turn():
    client = Client()
    client.hear(loud(600), quiet(600))
    client.session.transcription_failed(client.job(Transcribe).job, "out of memory")
    assert client.take() == ["conversation.item.input_audio_transcription.failed", "response.done"]


def test_speech_waits_for_the_models_and_is_then_heard():
    client = Client(ready=False)
    assert client.hear(quiet(300), loud(600), quiet(600)) == []
    client.session.models_ready()
    assert "input_audio_buffer.speech_stopped" in client.take()


def test_typing_works_before_the_models_are_there():
    client = Client(ready=False)
    client.type("go to results")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_without_create_response_the_client_decides():
    detection = {"type": "server_vad", "create_response": False}
    client = Client(audio={"input": {"turn_detection": detection}})
    assert "response.created" not in client.hear(loud(600), quiet(600))
    client.transcribe("go to results")
    client.send("response.create")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_clearing_the_input_forgets_the_open_turn():
    client = Client()
    client.hear(loud(400))
    assert client.send("input_audio_buffer.clear") == ["input_audio_buffer.cleared"]
    assert client.hear(quiet(1000)) == []


def test_the_client_may_end_a_turn_that_the_engine_found():
    client = Client()
    client.hear(loud(600), quiet(250))
    item_id = client.last("input_audio_buffer.speech_started")["item_id"]
    assert client.send("input_audio_buffer.commit") == [
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
    ]
    assert client.last("input_audio_buffer.committed")["item_id"] == item_id
    assert client.hear(quiet(1000)) == []
    client.transcribe("go to results")
    client.send("response.create")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_what_is_said_while_turn_detection_is_switched_is_not_lost():
    client = Client()
    client.hear(loud(600))
    client.update(audio={"input": {"turn_detection": None}})
    assert client.hear(loud(400), quiet(1000)) == []
    client.send("input_audio_buffer.commit")
    assert len(client.job(Transcribe).samples) / 16 > 1900
    client.hear(loud(600))
    kinds = client.update(audio={"input": {"turn_detection": {"type": "server_vad"}}})
    assert kinds == ["session.updated", "input_audio_buffer.speech_started"]


def test_push_to_talk_ends_turns_by_hand_only():
    client = Client(audio={"input": {"turn_detection": None, "transcription": {}}})
    assert client.hear(loud(600), quiet(2000)) == []
    client.send("input_audio_buffer.clear")
    assert client.send("input_audio_buffer.commit") == ["error"]
    client.hear(loud(600))
    assert "response.created" not in client.send("input_audio_buffer.commit")
    done = client.transcribe("go to results")
    assert done[-1] == "conversation.item.input_audio_transcription.completed"
    completed = client.last("conversation.item.input_audio_transcription.completed")
    assert completed["usage"] == {"type": "duration", "seconds": 0.6}
    client.send("response.create")
    assert client.calls() == [("navigate_to", {"target": "Results"})]
