"""What interrupts an answer, and what was heard of it."""

from navai_jupyter.engine.session.outputs import ClearPlayback, Drop, EndOfSpeech, Plan, Play, Speak
from tests.engine.loudness import loud, quiet
from tests.engine.session.client import VOICE, Client


def test_speaking_over_the_answer_cancels_it():
    client = Client()
    client.type("hello")
    speaking = client.job(Speak)
    client.session.spoken(speaking.job, "Hello.", VOICE)
    assert client.hear(loud(300))[-1] == "response.done"
    response = client.last("response.done")["response"]
    assert (response["status"], response["status_details"]["reason"]) == ("cancelled", "turn_detected")
    assert response["output"][0]["status"] == "incomplete"
    assert client.others == [Drop(speaking.job)]
    client.session.spoken(speaking.job, "Too late.", VOICE)
    client.session.spoken_all(speaking.job)
    assert client.take() == []


def test_an_answer_that_must_not_be_interrupted_is_finished_and_the_turn_answered_after_it():
    detection = {"type": "server_vad", "interrupt_response": False}
    client = Client(audio={"input": {"turn_detection": detection}})
    client.type("hello")
    client.hear(loud(600), quiet(600))
    client.transcribe("go to results")
    assert client.calls() == []
    client.speak("Hello.")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_on_a_track_speech_is_played_and_its_progress_told():
    client = Client(on_track=True)
    client.type("hello")
    assert "response.output_audio.delta" not in client.speak("Hello.", "There.")
    response_id = client.last("response.done")["response"]["id"]
    assert [type(output) for output in client.others] == [Play, Play, EndOfSpeech]
    client.session.playback_started(response_id)
    client.session.playback_stopped(response_id)
    assert client.take() == ["output_audio_buffer.started", "output_audio_buffer.stopped"]


def test_speech_that_still_plays_is_cut_when_the_person_speaks():
    client = Client(on_track=True)
    client.type("hello")
    client.speak("Hello.")
    item_id = client.last("response.output_item.done")["item"]["id"]
    client.hear(loud(300))
    assert isinstance(client.others[-1], ClearPlayback)
    client.session.playback_cleared(480)
    assert client.take() == ["output_audio_buffer.cleared", "conversation.item.truncated"]
    cut = client.last("conversation.item.truncated")
    assert (cut["item_id"], cut["audio_end_ms"]) == (item_id, 480)


def test_an_answer_that_waits_behind_another_is_cut_with_it():
    client = Client(on_track=True)
    client.type("hello")
    client.speak("Hello.")
    client.type("thank you")
    client.speak("You're welcome.")
    client.hear(loud(300))
    client.session.playback_cleared(480)
    client.take()
    cuts = [event["audio_end_ms"] for event in client.events if event["type"] == "conversation.item.truncated"]
    assert cuts == [480, 0]


def test_only_on_a_track_can_playback_be_cleared():
    assert Client().send("output_audio_buffer.clear") == ["error"]
    assert Client(on_track=True).send("output_audio_buffer.clear") == []


def test_only_what_was_heard_stays_in_the_conversation():
    client = Client(on_track=True)
    client.type("hello")
    client.speak("Hello there, how are you?", "Never heard.")
    spoken = client.last("response.output_item.done")["item"]
    assert spoken["content"][0]["transcript"] == "Hello there, how are you? Never heard."
    client.hear(loud(300))
    client.session.playback_cleared(500)
    client.take()
    assert client.retrieve(spoken["id"])["content"][0]["transcript"] == "Hello there,"


def test_a_planner_sees_no_word_that_was_not_heard():
    client = Client()
    client.type("hello")
    client.speak("Hello there.", "Never heard.")
    item_id = client.last("response.output_item.done")["item"]["id"]
    client.send("conversation.item.truncate", item_id=item_id, content_index=0, audio_end_ms=1000)
    client.plans = False
    client.type("go on")
    said = [entry.text for entry in client.job(Plan).situation.entries if entry.role == "assistant"]
    assert said == ["Hello there."]


def test_a_message_may_be_truncated_while_it_still_grows():
    client = Client()
    client.type("hello")
    job = client.job(Speak).job
    client.session.spoken(job, "Hello there.", VOICE)
    client.take()
    item_id = client.last("response.output_item.added")["item"]["id"]
    client.send("conversation.item.truncate", item_id=item_id, content_index=0, audio_end_ms=600)
    client.session.spoken(job, "Never heard.", VOICE)
    client.session.spoken_all(job)
    client.take()
    assert client.last("conversation.item.done")["item"]["content"][0]["transcript"] == "Hello"


def test_more_than_was_spoken_cannot_be_heard():
    client = Client()
    client.type("hello")
    client.speak("Hello.")
    item_id = client.last("response.output_item.done")["item"]["id"]
    assert client.send("conversation.item.truncate", item_id=item_id, audio_end_ms=1001) == ["error"]
    assert client.error["message"] == "Audio content of 1000ms is already shorter than 1001ms."
    assert client.send("conversation.item.truncate", item_id=item_id, audio_end_ms=1000) == [
        "conversation.item.truncated"
    ]


def test_what_the_engine_did_not_speak_cannot_be_truncated():
    client = Client(output_modalities=["text"])
    client.type("hello")
    for item_id in [item["item"]["id"] for item in client.of("conversation.item.done")]:
        assert client.send("conversation.item.truncate", item_id=item_id, audio_end_ms=0) == ["error"]
        assert client.error["code"] == "unsupported_content_type"


def test_a_cancelled_answer_is_heard_to_its_end_until_the_client_clears_it():
    client = Client(on_track=True)
    client.type("hello")
    client.session.spoken(client.job(Speak).job, "Hello.", VOICE)
    client.take()
    assert client.send("response.cancel")[-1] == "response.done"
    assert [type(output) for output in client.others] == [Play, Drop, EndOfSpeech]
    client.send("output_audio_buffer.clear")
    assert isinstance(client.others[-1], ClearPlayback)


def test_a_turn_that_ends_while_an_answer_runs_is_not_lost_when_that_answer_fails():
    detection = {"type": "server_vad", "interrupt_response": False}
    client = Client(audio={"input": {"turn_detection": detection}})
    client.type("hello")
    client.hear(loud(600), quiet(600))
    client.transcribe("go to results")
    client.session.speech_failed(client.job(Speak).job, "no voice")
    client.take()
    assert client.calls() == [("navigate_to", {"target": "Results"})]
