"""A long sound is cut where nobody speaks, and nothing of it is lost."""

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE
from navai_jupyter.engine.speech.pieces import pieces
from tests.engine.loudness import loud, quiet

MOST = 10 * EAR_RATE


def test_a_cut_is_in_the_last_gap_that_fits():
    sound = np.concatenate([loud(8000), quiet(200), loud(7000), quiet(300), loud(4000)])
    cut = list(pieces(sound, MOST))
    assert np.array_equal(np.concatenate(cut), sound)
    assert [abs(piece[-1]) for piece in cut[:-1]] == [0, 0]
    assert 8.0 < len(cut[0]) / EAR_RATE < 8.2


def test_what_has_no_gap_is_cut_all_the_same():
    cut = list(pieces(loud(25_000), MOST))
    assert sum(map(len, cut)) == 25 * EAR_RATE
    assert max(map(len, cut)) <= MOST


def test_what_fits_is_left_whole():
    assert [len(piece) for piece in pieces(loud(10_000), MOST)] == [MOST]
