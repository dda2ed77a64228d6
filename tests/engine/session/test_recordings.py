"""A client hears again what was said, as the engine heard and said it."""

import base64

import numpy as np
import pytest

from navai_jupyter.engine.session import recordings
from navai_jupyter.engine.session.formats import decoder
from navai_jupyter.engine.speech.audio import EAR_RATE, WIRE_RATE
from tests.engine.loudness import loud, quiet
from tests.engine.session.client import VOICE, Client, message


def samples(client, item_id, law="audio/pcm"):
    """The sound of a retrieved item, at the ear's rate."""
    [part] = client.retrieve(item_id)["content"]
    return decoder(law).decode(base64.b64decode(part["audio"]))


def seconds(sound):
    return len(sound) / EAR_RATE


def speak(client, *sentences):
    client.type("hello")
    client.speak(*sentences)
    [item] = client.response["output"]
    return item["id"]


def test_a_turn_is_what_was_cut_out_of_the_silence():
    client = Client()
    client.hear(quiet(2000), loud(600), quiet(700))
    item_id = client.last("input_audio_buffer.committed")["item_id"]
    heard = samples(client, item_id)
    assert 1.2 < seconds(heard) < 1.6
    assert np.abs(heard[: EAR_RATE // 5]).max() < 0.01
    assert 0.45 < np.median(np.abs(heard[EAR_RATE // 2 : EAR_RATE // 2 + 3000])) < 0.55


@pytest.mark.parametrize("law", ["audio/pcm", "audio/pcmu", "audio/pcma"])
def test_an_answer_sounds_as_it_was_spoken_in_the_format_of_the_session(law):
    client = Client(audio={"output": {"format": {"type": law}}})
    heard = samples(client, speak(client, "One.", "Two."), law)
    assert seconds(heard) == pytest.approx(2 * len(VOICE) / WIRE_RATE, abs=0.02)
    assert np.abs(heard).max() > 0.4


def test_what_was_not_heard_of_an_answer_is_gone():
    client = Client()
    item_id = speak(client, "One.", "Two.")
    client.send("conversation.item.truncate", item_id=item_id, content_index=0, audio_end_ms=500)
    assert seconds(samples(client, item_id)) == pytest.approx(0.5, abs=0.02)


def test_what_a_client_brought_is_told_as_it_came():
    client = Client()
    tone = (0.3 * np.sin(np.arange(WIRE_RATE) / 20)).astype(np.float32)
    content = [
        {"type": "input_audio", "audio": base64.b64encode((tone * 32767).astype("<i2").tobytes()).decode()}
    ]
    client.send("conversation.item.create", item={**message(""), "content": content, "id": "mine"})
    assert seconds(samples(client, "mine")) == pytest.approx(1.0, abs=0.02)


def test_the_oldest_sounds_are_forgotten_when_they_are_many(monkeypatch):
    monkeypatch.setattr(recordings, "MOST_BYTES", 3 * len(VOICE) * 2)
    client = Client()
    first, second = speak(client, "One.", "Two."), speak(client, "Three.", "Four.")
    assert "audio" not in client.retrieve(first)["content"][0]
    assert seconds(samples(client, second)) > 1.9


def test_an_item_of_words_has_no_sound():
    client = Client()
    client.send("conversation.item.create", item={**message("hello"), "id": "typed"})
    assert client.retrieve("typed")["content"] == [{"type": "input_text", "text": "hello"}]
