"""Turns of speech as a session tells of them."""

import numpy as np

from navai_jupyter.engine.session.outputs import Drop, Speak, Transcribe
from tests.engine.loudness import loud, quiet
from tests.engine.session.client import VOICE, Client


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
    [part] = client.last("conversation.item.retrieved")["item"]["content"]
    assert (part["type"], part["transcript"]) == ("input_audio", "hello")


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


SEMANTIC = {"input": {"turn_detection": {"type": "semantic_vad"}, "transcription": {"model": "x"}}}


def judge(client, text, finish, *rivals):
    client.session.transcribed(client.job(Transcribe).job, text, finish, rivals)
    return client.take()


def test_a_complete_sentence_is_carried_out_before_the_hangover_is_over():
    client = Client(audio=SEMANTIC)
    client.hear(loud(600), quiet(160))
    assert client.job(Transcribe).situation is not None
    assert judge(client, "add two and three", "complete") == []
    client.hear(quiet(192))
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_two_numbers_that_sound_alike_are_asked_about():
    client = Client(audio=SEMANTIC)
    client.hear(loud(600), quiet(160))
    judge(client, "add two and 13", "complete", "add two and 30")
    client.hear(quiet(192))
    assert client.calls() == []
    assert client.job(Speak).text == "Did you mean 13 or 30?"


def test_words_that_come_when_the_silence_is_long_enough_are_acted_on_at_once():
    client = Client(audio=SEMANTIC)
    client.hear(loud(600), quiet(400))
    assert client.calls() == []
    assert "input_audio_buffer.speech_stopped" in judge(client, "add two and three", "complete")
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_an_open_sentence_may_go_on_long_after_the_hangover():
    client = Client(audio=SEMANTIC)
    client.hear(loud(600), quiet(160))
    judge(client, "add two and", "open")
    assert "input_audio_buffer.speech_stopped" not in client.hear(quiet(1000), loud(400), quiet(160))
    judge(client, "add two and three", "complete")
    client.hear(quiet(192))
    assert client.calls() == [("add", {"a": 2, "b": 3})]
    assert len(client.of("input_audio_buffer.committed")) == 1


def test_a_sentence_that_goes_on_after_its_end_is_a_turn_of_its_own():
    client = Client(audio=SEMANTIC)
    client.hear(loud(600), quiet(400))
    judge(client, "add two and three", "complete")
    client.hear(loud(600), quiet(400))
    judge(client, "then go to results", "complete")
    assert [name for name, _ in client.calls()] == ["add", "navigate_to"]


def test_plain_silence_ends_a_turn_whatever_its_words():
    client = Client()
    client.hear(loud(600), quiet(250))
    judge(client, "add two and three", "complete")
    assert "input_audio_buffer.speech_stopped" not in client.hear(quiet(150))
    assert "input_audio_buffer.speech_stopped" in client.hear(quiet(150))


def captions(client, *texts):
    """Texts that the recogniser finds in the turn so far, each after half a second more of it."""
    for text in texts:
        client.hear(loud(600))
        assert client.job(Transcribe).stage == "partial"
        client.transcribe(text)


def deltas(client):
    return [event["delta"] for event in client.of("conversation.item.input_audio_transcription.delta")]


def test_captions_grow_while_the_person_speaks():
    client = Client(audio={"input": {"transcription": {"model": "x"}}})
    client.hear(loud(600))
    captions(client, "Load", "Load sales for", "Load sales for 20")
    assert deltas(client) == ["Load", " sales for"]
    assert client.of("input_audio_buffer.speech_stopped") == []
    client.hear(quiet(600))
    client.transcribe("Load sales for 2024.")
    completed = client.last("conversation.item.input_audio_transcription.completed")
    assert "".join(deltas(client)) == completed["transcript"] == "Load sales for 2024."
    told = client.of("conversation.item.input_audio_transcription.delta")
    assert {event["item_id"] for event in told} == {completed["item_id"]}


def test_nobody_reads_along_when_no_transcript_is_wanted():
    client = Client()
    client.hear(loud(3000))
    assert client.jobs == []


def test_a_look_at_the_turn_makes_way_when_the_person_pauses():
    client = Client(audio={"input": {"transcription": {"model": "x"}}})
    client.hear(loud(1200))
    look = client.job(Transcribe)
    client.hear(quiet(250))
    assert client.others == [Drop(look.job)]
    assert client.job(Transcribe).stage == "early"


def test_the_client_says_what_is_spoken_and_which_words_are_likely():
    words = {"model": "x", "language": "de-AT", "prompt": "Umsatz nach Region", "keywords": ["Kurtosis"]}
    client = Client(audio={"input": {"transcription": words}})
    client.hear(loud(600), quiet(600))
    order = client.job(Transcribe)
    assert order.language == "de"
    assert order.vocabulary.startswith("Umsatz nach Region Kurtosis Go to Results")


def test_the_engine_does_not_hear_itself():
    client = Client()
    client.type("hello")
    client.speak("Hello.")
    echo = np.interp(np.arange(16_000) * 1.5, np.arange(len(VOICE)), VOICE).astype(np.float32)
    assert client.hear(quiet(200), 0.3 * echo, quiet(600)) == []
    heard = client.hear(0.3 * echo[::-1], quiet(600))
    assert "input_audio_buffer.speech_started" in heard
