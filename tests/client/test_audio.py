import wave

import numpy as np
import pytest

from navai_jupyter.client.audio import FRAME_BYTES, RATE, load_speech, write_wav
from navai_jupyter.core.errors import NavaiError


def tone(path, rate, seconds=1.0, silence=0.5):
    time = np.arange(int(rate * seconds)) / rate
    voiced = (np.sin(2 * np.pi * 440 * time) * 20_000).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(voiced.tobytes() + bytes(2 * int(rate * silence)))


@pytest.mark.parametrize("rate", [8_000, 24_000, 44_100, 48_000])
def test_any_rate_becomes_24_khz_and_the_end_is_found(tmp_path, rate):
    tone(tmp_path / "a.wav", rate)
    speech = load_speech(tmp_path / "a.wav")
    assert len(speech.pcm) / 2 / RATE == pytest.approx(1.5, abs=0.02)
    assert speech.end == pytest.approx(1.0, abs=0.02)
    assert {len(frame) for frame in speech.frames()} == {FRAME_BYTES}


def test_what_is_no_sound_is_refused(tmp_path):
    (tmp_path / "a.wav").write_text("hello")
    with pytest.raises(NavaiError, match="WAV, FLAC, MP3") as caught:
        load_speech(tmp_path / "a.wav")
    assert caught.value.code == "bad_audio"


def test_a_missing_file(tmp_path):
    with pytest.raises(NavaiError, match="cannot be read as sound"):
        load_speech(tmp_path / "none.wav")


def test_a_file_that_cannot_be_written(tmp_path):
    with pytest.raises(NavaiError, match="cannot be written"):
        write_wav(tmp_path / "none" / "a.wav", b"")
