import os

import pytest

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.headless.settings import load_settings


def test_the_servers_configuration_files_are_read(tmp_path, monkeypatch):
    monkeypatch.setenv(
        "JUPYTER_CONFIG_PATH", os.pathsep.join(str(tmp_path / name) for name in ("mine", "shared"))
    )
    monkeypatch.setenv("NAVAI_PROVIDER", "http://environment/v1")
    (tmp_path / "shared").mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "shared" / "jupyter_server_config.json").write_text(
        '{"NavaiApp": {"voice": "cedar", "voice_tone": "calm"}}'
    )
    (tmp_path / "mine" / "jupyter_server_config.py").write_text("c.NavaiApp.voice = 'ash'")
    settings = load_settings()
    assert (settings.voice, settings.voice_tone) == ("ash", "calm")
    assert settings.provider == "http://environment/v1"


@pytest.mark.parametrize(
    ("name", "text"), [("jupyter_server_config.json", "{"), ("jupyter_config.py", "c.NavaiApp.voice = 1 / 0")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, monkeypatch, name, text):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    (tmp_path / name).write_text(text)
    with pytest.raises(ConfigurationError, match=f"{name} cannot be read"):
        load_settings()
