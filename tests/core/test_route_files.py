import json

import pytest

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.route_files import load_routes


@pytest.fixture
def described(tmp_path, monkeypatch):
    """What a registry tells after it read a file of this text."""

    def describe(text):
        if text is not None:
            (tmp_path / "routes.json").write_text(text)
        monkeypatch.setenv("NAVAI_ROUTES_FILE", "routes.json")
        monkeypatch.setenv("NAVAI_FUNCTIONS_BASE_DIR", str(tmp_path))
        registry = Registry("server")
        load_routes(registry, NavaiSettings())
        return registry.describe()

    return describe


def test_the_destinations_of_the_file_are_offered(described):
    listed = described(json.dumps([{"name": "results", "path": "#Results", "synonyms": ["findings"]}]))
    assert [(route.name, route.path, route.synonyms) for route in listed.routes] == [
        ("results", "#Results", ["findings"])
    ]
    assert listed.warnings == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "No such file"),
        ("{", "Invalid JSON"),
        ('{"name": "results"}', "valid array"),
        ('[{"name": "results"}]', "at 0.path, Field required"),
    ],
)
def test_a_bad_file_is_a_warning_that_says_what_is_expected(described, text, reason):
    listed = described(text)
    assert listed.routes == []
    (warning,) = listed.warnings
    assert warning.startswith("routes.json gives no destinations")
    assert reason in warning
    assert '[{"name": "results", "path": "#Results"}]' in warning
