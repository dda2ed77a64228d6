import numpy as np
import pytest

from tests.evaluation.voices import VOICES, Program


def test_a_voice_that_is_not_installed_says_what_to_install():
    absent = Program("nobody", lambda sentence, speed: ["no-such-voice", sentence])
    assert absent.missing() == "no-such-voice (Debian: apt-get install no-such-voice)"


@pytest.mark.parametrize("voice", [voice for voice in VOICES if not voice.slow], ids=lambda voice: voice.name)
def test_a_voice_speaks_the_same_each_time_and_at_the_speed_that_is_asked(voice):
    if voice.missing():
        pytest.skip(voice.missing())
    plain, rate = voice.say("Run cell five.", 1.0)
    again, _ = voice.say("Run cell five.", 1.0)
    quick, _ = voice.say("Run cell five.", 1.5)
    assert np.array_equal(plain, again)
    assert len(quick) < 0.9 * len(plain)
    assert 0.3 < len(plain) / rate < 4
    assert 0.05 < np.abs(plain).max() <= 1.0
