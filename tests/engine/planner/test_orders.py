"""Commands whose words stand in another order."""

import pytest

from navai_jupyter.engine.planner.orders import reordered
from navai_jupyter.engine.planner.words import joined, tokens


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("For age, fill the gaps", "fill the gaps for age"),
        ("Inwards, move the focus", "move the focus inwards"),
        ("The dome, close it", "close the dome"),
        ("The dome close it", "close the dome"),
        ("The grid. Switch it off", "switch the grid off"),
        ("Run twenty two, pause it now", "pause run twenty two now"),
        ("use honey instead of sugar", "replace sugar with honey"),
        ("fit a steel rim in place of the bent rim", "replace the bent rim with a steel rim"),
        ("show bars rather than lines", "replace lines with bars"),
        ("put run three next to run nine", "compare run three with run nine"),
    ],
)
def test_the_verb_comes_first(said, usual):
    assert joined(next(reordered(tokens(said)))) == usual


@pytest.mark.parametrize(
    "said",
    ["Close the dome", "Well, the dome is open", "Stop", "She sat next to the door", "Plot age next to height"],
)
def test_the_usual_order_stays(said):
    assert list(reordered(tokens(said))) == []
