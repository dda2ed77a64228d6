"""Two recognisers, one of which is asked only where the other is in doubt."""

import numpy as np
import pytest

from navai_jupyter.engine.planner import Wording
from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler
from navai_jupyter.engine.speech.choice import load_recogniser
from navai_jupyter.engine.speech.heard import Heard
from navai_jupyter.engine.speech.recogniser import LONG_WINDOW
from navai_jupyter.engine.speech.second import SecondOpinion, together
from navai_jupyter.engine.voice import synthesise

SECOND = np.zeros(EAR_RATE, np.float32)


def wordings(**texts):
    return [Wording(text.replace("_", " "), likelihood) for text, likelihood in texts.items()]


def likeliest(*heard):
    return max(together(*heard), key=lambda one: one.likelihood).text


def test_what_both_find_likely_was_said():
    quick = wordings(Market=-1.0, Park_it=-2.0, Mark_it=-2.5)
    thorough = wordings(Bark_it=-1.0, Park_it=-1.2)
    assert likeliest(quick, thorough) == "Park it"


def test_only_how_much_less_likely_a_wording_is_than_the_best_counts():
    quick = wordings(Mute_it=-1.0, Move_it=-1.5)
    assert likeliest(quick, wordings(Move_it=-20.0, Mute_it=-20.2)) == "Mute it"
    assert likeliest(quick, wordings(Move_it=-20.0, Mute_it=-22.0)) == "Move it"


def test_spelling_makes_no_other_wording_and_nothing_is_lost():
    merged = together(wordings(GO_TO_RESULTS=-1.0, Go_to_results=-1.1), wordings(go_to_results=-3.0, No=-4.0))
    assert [(one.text, one.likelihood) for one in merged] == [("GO TO RESULTS", 0.0), ("No", -1.0)]
    assert together([], []) == []


class Ears:
    """A recogniser that counts how often it is asked."""

    def __init__(self, text, *languages):
        self.text, self.languages, self.asked = text, languages, 0

    def knows(self, language):
        return language in self.languages

    def hear(self, samples, vocabulary="", language=None):
        self.asked += 1
        return Heard(self.text, others=lambda: [Wording(self.text, -1.0)])


def test_the_thorough_one_is_asked_once_and_only_where_there_is_doubt():
    quick, thorough = Ears("Market.", "en"), Ears("Park it.", "en", "de")
    heard = SecondOpinion(quick, thorough).hear(SECOND)
    assert (heard.text, thorough.asked) == ("Market.", 0)
    assert not heard.confirmed()
    assert {one.text for one in heard.others()} == {"Market.", "Park it."}
    assert thorough.asked == 1


def test_the_thorough_one_confirms_the_same_words():
    assert SecondOpinion(Ears("Go to Results!", "en"), Ears("go to results", "en")).hear(SECOND).confirmed()


def test_the_thorough_one_is_not_asked_about_silence_nor_a_long_speech():
    thorough = Ears("Thank you.", "en")
    assert SecondOpinion(Ears("", "en"), thorough).hear(SECOND).text == ""
    long = np.zeros((LONG_WINDOW + 1) * EAR_RATE, np.float32)
    SecondOpinion(Ears("One and so on.", "en"), thorough).hear(long).others()
    assert thorough.asked == 0


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Öffne"), ("en", "Open"), (None, "Open"), ("fr", "Open")]
)
def test_a_language_that_only_the_thorough_one_knows_is_left_to_it(language, text):
    ears = SecondOpinion(Ears("Open", "en"), Ears("Öffne", "en", "de"))
    assert ears.hear(SECOND, language=language).text == text


@pytest.mark.speech
def test_a_word_that_was_not_heard_clearly_is_known_to_be_so():
    ears = load_recogniser("", "")
    clear = Resampler().pcm16(synthesise("Go to the results.")[0].tobytes())
    assert ears.hear(clear).sure
    noise = np.random.default_rng(0).normal(0, 0.1, len(clear)).astype(np.float32)
    assert not ears.hear(clear + noise).sure
