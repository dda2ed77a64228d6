"""How much of an answer counts as heard."""

from navai_jupyter.client.audio import RATE, SAMPLE_BYTES
from navai_jupyter.client.speaker import ClockSpeaker, TrackSpeaker


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def sound(seconds):
    return bytes(int(RATE * seconds) * SAMPLE_BYTES)


def play(speaker, item_id, seconds):
    speaker.take({"type": "response.output_audio.delta", "item_id": item_id})
    speaker.take(sound(seconds))


def test_sound_that_came_at_once_is_heard_as_time_passes():
    clock = Clock()
    speaker = ClockSpeaker(clock)
    play(speaker, "item_1", 2.0)
    clock.now += 1.5
    assert speaker.speaking
    clock.now += 1.0
    assert not speaker.speaking


def test_who_breaks_in_takes_back_what_was_not_heard():
    clock = Clock()
    speaker = ClockSpeaker(clock)
    play(speaker, "item_1", 2.0)
    play(speaker, "item_2", 3.0)
    clock.now += 2.5
    (cut,) = speaker.interrupt()
    assert (cut["type"], cut["item_id"], cut["audio_end_ms"]) == ("conversation.item.truncate", "item_2", 500)
    assert not speaker.speaking
    assert speaker.interrupt() == []


def test_an_answer_of_which_nothing_was_heard():
    speaker = ClockSpeaker(Clock())
    play(speaker, "item_1", 2.0)
    play(speaker, "item_2", 2.0)
    assert [cut["audio_end_ms"] for cut in speaker.interrupt()] == [0, 0]


async def test_a_whole_turn_that_was_handed_over_was_heard():
    speaker = ClockSpeaker(Clock())
    play(speaker, "item_1", 2.0)
    await speaker.heard()
    assert speaker.interrupt() == []


def test_on_a_track_the_provider_tells():
    speaker = TrackSpeaker(Clock())
    speaker.take({"type": "output_audio_buffer.started"})
    assert speaker.speaking
    assert [event["type"] for event in speaker.interrupt()] == ["output_audio_buffer.clear"]
    speaker.take({"type": "output_audio_buffer.cleared"})
    assert not speaker.speaking


def test_on_a_track_ears_tell_where_the_provider_does_not():
    clock = Clock()
    speaker = TrackSpeaker(clock)
    speaker.take(sound(0.02))
    assert speaker.speaking
    clock.now += 1.0
    assert not speaker.speaking
