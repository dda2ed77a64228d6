import os

from navai_jupyter.cli.settings import load_settings


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
