"""Audio inside events: PCM16 and both laws of G.711, cut anywhere."""

import numpy as np
import pytest

from navai_jupyter.engine.session.formats import decoder, encoder
from navai_jupyter.engine.speech.audio import EAR_RATE, WIRE_RATE

FORMATS = ["audio/pcm", "audio/pcmu", "audio/pcma"]
TONE = np.sin(2 * np.pi * 440 * np.arange(WIRE_RATE) / WIRE_RATE).astype(np.float32) / 2


def encoded(name):
    stream = encoder(name)
    return b"".join(stream.encode(TONE[at : at + 500]) for at in range(0, len(TONE), 500)) + stream.finish()


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_of_speech_takes_the_bytes_of_its_format(name):
    assert len(encoded(name)) == encoder(name).rate


@pytest.mark.parametrize("name", FORMATS)
def test_a_tone_survives_a_stream_that_is_cut_at_odd_places(name):
    data, stream = encoded(name), decoder(name)
    heard = np.concatenate([stream.decode(data[at : at + 333]) for at in range(0, len(data), 333)])
    assert len(heard) == pytest.approx(EAR_RATE, abs=EAR_RATE // 100)
    loudest = np.argmax(np.abs(np.fft.rfft(heard))) * EAR_RATE / len(heard)
    assert loudest == pytest.approx(440, abs=2)
    assert np.abs(heard[1000:-1000]).max() == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(
    ("law", "byte", "level"),
    [
        ("audio/pcmu", 0xFF, 0),
        ("audio/pcmu", 0x80, 32124),
        ("audio/pcmu", 0x00, -32124),
        ("audio/pcma", 0xD5, 8),
        ("audio/pcma", 0xAA, 32256),
        ("audio/pcma", 0x2A, -32256),
    ],
)
def test_the_laws_are_those_of_the_standard(law, byte, level):
    heard = decoder(law).decode(bytes([byte]) * 800)
    assert heard[500] * 32768 == pytest.approx(level, abs=1)


@pytest.mark.parametrize("name", FORMATS)
def test_no_bytes_are_no_sound_and_end_nothing(name):
    stream = decoder(name)
    assert len(stream.decode(b"")) == 0
    assert len(stream.decode(encoded(name))) > EAR_RATE * 0.9
