"""What a new connection is told of an old one."""

import pytest

from navai_jupyter.client import history as module
from navai_jupyter.client.history import RUNNING, History


def said(item_id, role, text="", **fields):
    part = {"type": "input_text" if role == "user" else "output_text", "text": text}
    return {"id": item_id, "type": "message", "role": role, "content": [part], **fields}


def added(item, after=None):
    return {"type": "conversation.item.added", "item": item, "previous_item_id": after}


def called(item_id, call_id="call_0"):
    return {"id": item_id, "type": "function_call", "name": "add", "arguments": "{}", "call_id": call_id}


def heard(item_id, text):
    kind = "conversation.item.input_audio_transcription.completed"
    return {"type": kind, "item_id": item_id, "transcript": text}


def following(*events):
    history = History()
    for event in events:
        history.take(event, "connection_one")
    return history


def never(key):
    return None


def test_speech_is_told_as_text():
    spoken = {"id": "item_1", "type": "message", "role": "user", "content": [{"type": "input_audio"}]}
    history = following(added(spoken), heard("item_1", " go to results "))
    (item,) = history.replay(never)
    assert (item["role"], item["content"]) == ("user", [{"type": "input_text", "text": "go to results"}])


def test_speech_that_nobody_understood_is_left_out():
    spoken = {"id": "item_1", "type": "message", "role": "user", "content": [{"type": "input_audio"}]}
    assert following(added(spoken)).replay(never) == []


def test_an_answer_is_the_assistants():
    (item,) = following(added(said("item_1", "assistant", "Five."))).replay(never)
    assert item["content"] == [{"type": "output_text", "text": "Five."}]


def test_items_stand_where_the_provider_put_them():
    """A transcript may be announced after the answer to it."""
    history = following(
        added(said("item_1", "user", "one")),
        added(said("item_3", "assistant", "three")),
        added(said("item_2", "user", "two"), after="item_1"),
    )
    assert [text for _, text in history.lines()] == ["one", "two", "three"]


def test_a_call_comes_with_its_output_under_an_id_of_its_own():
    history = following(added(called("item_1")))
    call, output = history.replay(lambda key: '{"ok": true}' if key == ("connection_one", "call_0") else None)
    assert call["call_id"] == output["call_id"] == "connecti_call_0"
    assert output["output"] == '{"ok": true}'
    assert len(call["call_id"]) <= 32


def test_a_replayed_call_is_still_the_same_call():
    history = following(added(called("item_1")))
    call, _ = history.replay(lambda key: "{}")
    history.adopt()
    history.take(added(call), "connection_two")
    assert [entry.call for entry in history.entries.values()] == [("connection_one", "call_0")]


def test_a_running_call_is_told_in_words():
    (item,) = following(added(called("item_1"))).replay(lambda key: RUNNING)
    assert item["content"][0]["text"] == "add was called and is still running; its result will follow."


def test_a_call_that_never_ran_is_left_out():
    assert following(added(called("item_1"))).replay(never) == []


@pytest.mark.parametrize(
    ("milliseconds", "kept"), [(0, ""), (500, "The"), (1000, "The result is five.")], ids=str
)
def test_a_cut_answer_keeps_the_words_that_were_heard(milliseconds, kept):
    second = "AAAA" * 16_000
    history = following(
        added(said("item_1", "assistant")),
        {"type": "response.output_audio.delta", "item_id": "item_1", "delta": second},
        {
            "type": "response.output_audio_transcript.done",
            "item_id": "item_1",
            "transcript": "The result is five.",
        },
        {"type": "conversation.item.truncated", "item_id": "item_1", "audio_end_ms": milliseconds},
    )
    assert "".join(text for _, text in history.lines()) == kept


def test_what_was_deleted_is_forgotten():
    deleted = {"type": "conversation.item.deleted", "item_id": "item_1"}
    assert following(added(said("item_1", "user", "one")), deleted).replay(never) == []


def test_a_provider_may_count_its_items_anew_in_each_session():
    history = following(added(said("item_1", "user", "one")))
    history.adopt()
    history.take(added(said("item_1", "user", "two")), "connection_two")
    assert [text for _, text in history.lines()] == ["one", "two"]


def test_a_connection_that_is_not_taken_changes_nothing():
    history = following(added(said("item_1", "assistant")))
    assert history.replay(never) == history.replay(never)
    done = {"type": "response.output_audio_transcript.done", "item_id": "item_1", "transcript": "Five."}
    history.take(done, "connection_one")
    assert history.lines() == (("assistant", "Five."),)


def test_a_long_conversation_forgets_its_beginning(monkeypatch):
    monkeypatch.setattr(module, "MOST_ITEMS", 3)
    history = following(*(added(said(f"item_{n}", "user", str(n))) for n in range(5)))
    assert [text for _, text in history.lines()] == ["2", "3", "4"]
