"""What happens to a synthesiser's samples before they are sent."""

import io
import wave

import av
import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import WIRE_RATE, to_pcm16
from navai_jupyter.engine.voice.sound import (
    AUDIBLE,
    LOUDNESS,
    at_speed,
    decoded,
    faded,
    levelled,
    silence,
    trimmed,
)


def tone(seconds=1.0, amplitude=0.2, hertz=220.0):
    time = np.arange(round(seconds * WIRE_RATE)) / WIRE_RATE
    return (amplitude * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def pitch(samples):
    return np.argmax(np.abs(np.fft.rfft(samples))) * WIRE_RATE / len(samples)


def test_silence_around_speech_becomes_a_pause_of_the_asked_length():
    samples = trimmed(np.concatenate([silence(0.4), tone(), silence(0.9)]), pause=0.25)
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
    assert loud[0] <= 0.02 * WIRE_RATE + 5
    assert len(samples) - loud[-1] - 1 == 0.25 * WIRE_RATE


def test_a_pause_is_added_where_the_model_left_none():
    assert len(trimmed(tone(1.0), pause=0.2)) == pytest.approx(1.2 * WIRE_RATE, abs=50)


def test_silence_alone_is_left_alone():
    assert len(trimmed(silence(0.3))) == 0.3 * WIRE_RATE


@pytest.mark.parametrize("amplitude", [0.03, 0.2, 1.0])
def test_quiet_and_loud_voices_end_at_one_loudness(amplitude):
    samples = levelled(np.concatenate([tone(amplitude=amplitude), silence(1.0)]))
    loudness = np.sqrt((samples[:WIRE_RATE] ** 2).mean())
    assert loudness == pytest.approx(LOUDNESS, rel=0.02)


def test_a_peak_is_never_clipped():
    click = tone(amplitude=0.02)
    click[5000] = 0.9
    assert np.abs(levelled(click)).max() < 1.0


def test_pieces_begin_and_end_without_a_click():
    samples = faded(np.full(WIRE_RATE, 0.5, np.float32))
    assert (samples[0], samples[-1]) == (0.0, 0.0)
    assert samples[WIRE_RATE // 2] == 0.5
    assert np.abs(np.diff(samples)).max() < 0.01
    assert len(faded(silence(0))) == 0


@pytest.mark.parametrize("speed", [0.25, 0.4, 0.5, 0.9, 1.0, 1.25, 1.5])
def test_speed_changes_length_and_keeps_pitch(speed):
    samples = at_speed(tone(2.0), speed)
    assert 2.0 * WIRE_RATE / len(samples) == pytest.approx(speed, rel=0.03)
    assert pitch(samples) == pytest.approx(220, rel=0.03)


def test_any_audio_file_becomes_samples_at_the_wires_rate():
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setparams((2, 2, 48_000, 0, "NONE", ""))
        wav.writeframes(to_pcm16(np.repeat(tone(0.5), 4)))
    samples = decoded(file.getvalue())
    assert len(samples) == pytest.approx(0.5 * WIRE_RATE, abs=100)
    assert pitch(samples) == pytest.approx(220, rel=0.03)


def test_what_is_no_audio_file_is_refused():
    with pytest.raises(av.FFmpegError):
        decoded(b'{"error": "no such voice"}')
