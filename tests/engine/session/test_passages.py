"""A long turn: what was read up to a pause is not read again."""

from navai_jupyter.engine.session.outputs import Transcribe
from navai_jupyter.engine.speech.audio import EAR_RATE
from tests.engine.loudness import loud, quiet
from tests.engine.session.client import Client


def seconds(client):
    return len(client.job(Transcribe).samples) / EAR_RATE


def transcript(client):
    return client.last("conversation.item.input_audio_transcription.completed")["transcript"]


def test_the_words_before_a_pause_are_kept_and_only_the_rest_is_read():
    client = Client(audio={"input": {"transcription": {"model": "any"}}})
    client.hear(loud(14_000), quiet(300))
    client.transcribe("first passage")
    client.hear(loud(3_000), quiet(300))
    assert seconds(client) < 4
    client.transcribe("second")
    client.hear(quiet(400))
    assert transcript(client) == "first passage second"


def test_a_turn_as_short_as_a_command_is_read_whole():
    client = Client(audio={"input": {"transcription": {"model": "any"}}})
    client.hear(loud(4_000), quiet(300))
    client.transcribe("load the sales")
    client.hear(loud(1_000), quiet(600))
    assert seconds(client) > 5
    client.transcribe("load the sales for 2022")
    assert transcript(client) == "load the sales for 2022"


def test_words_that_came_too_late_for_their_pause_are_read_again():
    client = Client()
    client.hear(loud(14_000), quiet(300), loud(1_000), quiet(300))
    assert seconds(client) > 15


def test_a_new_turn_begins_with_nothing_read():
    client = Client(audio={"input": {"transcription": {"model": "any"}}})
    client.hear(loud(14_000), quiet(300))
    client.transcribe("first passage")
    client.hear(loud(1_000), quiet(600))
    client.transcribe("second")
    client.hear(loud(1_000), quiet(600))
    client.transcribe("another turn")
    assert transcript(client) == "another turn"
