"""What the vectors say of words, and what the planner does without them."""

import logging

import numpy as np
import pytest

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.planner import meaning as module
from navai_jupyter.engine.planner import plan
from navai_jupyter.engine.planner.index import Index
from navai_jupyter.engine.planner.meaning import meaning, read_meaning
from tests.engine.planner.toolsets import EDITING


@pytest.fixture
def known():
    found = meaning()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("revenue", "income", "temperature"), ("delete", "remove", "measure"), ("cell", "cells", "letter")],
)
def test_words_of_like_meaning_point_the_same_way(known, word, near, far):
    said, alike, unlike = known.directions([word, near, far])
    assert said @ alike > said @ unlike + 0.2


def test_a_word_that_says_much_weighs_more(known):
    assert known.word("revenue").weight > known.word("the").weight


def test_many_words_point_where_most_of_them_do(known):
    mean = known.mean({"income": 1.0, "earnings": 1.0, "the": 1.0})
    assert mean @ known.word("revenue").direction > mean @ known.word("kitchen").direction
    assert np.linalg.norm(mean) == pytest.approx(1.0, abs=1e-4)
    assert not known.mean({}).any()


def test_the_vectors_are_read_once(known):
    assert meaning() is known


def test_a_file_that_is_not_the_measured_one_is_refused(tmp_path):
    (tmp_path / "weights").mkdir()
    (tmp_path / module.VECTORS).write_bytes(b"something else")
    with pytest.raises(EngineError, match="not the expected file"):
        read_meaning(tmp_path)


@pytest.fixture
def wordless(monkeypatch):
    """The planner of somebody who did not install the vectors."""
    monkeypatch.setattr(module, "PACKAGE", "navai_no_such_package")
    module._loaded.cache_clear()
    yield
    module._loaded.cache_clear()


@pytest.mark.usefixtures("wordless")
def test_without_vectors_words_are_understood_and_the_log_says_why(caplog):
    tools = EDITING[:6]
    with caplog.at_level(logging.WARNING):
        assert Index(tools).topics is None
    assert "goes by the words alone" in caplog.text
    assert [call.name for call in plan("delete cell 5", tools).calls] == ["notebook_delete_cell"]
