"""The bench itself works: all of it can be loaded, and its head-less part runs."""

import pytest

from tests.benchmarks import __main__ as bench


@pytest.mark.speech
async def test_a_turn_of_each_sentence_is_measured_beside_its_floors():
    section = await bench.measure_speech(turns=1)
    to_call, to_audio, working, silence, alone = section.figures
    assert [len(figure.samples) for figure in (to_call, to_audio, working, alone)] == [2, 2, 2, 2]
    assert set(to_call.ratios()) == {silence.what, alone.what}
