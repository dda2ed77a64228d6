from pathlib import Path

import pytest

from navai_jupyter.core.folders import find

FILES = [
    "sales/load.py",
    "sales/deep/plot.py",
    "sales/deep/notes.txt",
    "sales/__init__.py",
    "sales/.hidden/secret.py",
    "sales/node_modules/pack.py",
    "sales/dist/built.py",
    "lab/run.py",
    "one.py",
]


@pytest.fixture
def base(tmp_path):
    tmp_path = tmp_path / "a [b]"  # which is a pattern, if one does not take care
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("", []),
        ("sales", ["sales/load.py", "sales/deep/plot.py"]),
        ("sales/...", ["sales/load.py", "sales/deep/plot.py"]),
        (" lab , one.py ", ["lab/run.py", "one.py"]),
        ("*/*.py", ["lab/run.py", "sales/load.py"]),
        ("**/p*.py", ["sales/deep/plot.py"]),
        ("one.py,*.py,.", ["one.py", "lab/run.py", "sales/load.py", "sales/deep/plot.py"]),
    ],
)
def test_tokens(base, tokens, expected):
    found = find(tokens, base)
    assert [file.relative_to(base).as_posix() for file in found.files] == expected
    assert found.warnings == []


def test_a_token_may_lie_elsewhere(base, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "far.py").touch()
    assert find(str(elsewhere), base).files == [elsewhere / "far.py"]


def test_a_token_that_matches_nothing_is_named(base):
    found = find("lab,nope,sales/deep/notes.txt", base)
    assert [Path(file).name for file in found.files] == ["run.py"]
    assert [warning.split(":")[0] for warning in found.warnings] == ["nope", "sales/deep/notes.txt"]


def test_only_a_configured_folder_that_holds_nothing_leads_to_the_fallback(base):
    (base / "navai_functions").mkdir()
    (base / "navai_functions/fallback.py").touch()
    assert [file.name for file in find("nope", base).files] == ["fallback.py"]
    assert find("", base).files == []
