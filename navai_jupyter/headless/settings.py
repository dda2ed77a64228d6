"""The server's own configuration files, read for the command line."""

from __future__ import annotations

from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.misfits import settings_from

NAMES = ("jupyter_config", "jupyter_server_config", "jupyter_navai_jupyter_config")


def load_settings() -> NavaiSettings:
    """What ``c.NavaiApp`` says in the files that a Jupyter server reads; the user's own files win."""
    config = Config()
    for folder in reversed(jupyter_config_path()):
        for name in NAMES:
            for loader in (PyFileConfigLoader, JSONFileConfigLoader):
                ending = "py" if loader is PyFileConfigLoader else "json"
                try:
                    config.merge(loader(f"{name}.{ending}", folder).load_config())
                except ConfigFileNotFound:
                    continue
                except Exception as error:  # a file of Python may raise anything
                    raise _unreadable(Path(folder, f"{name}.{ending}"), error) from None
    return settings_from(config)


def _unreadable(path: Path, error: Exception) -> ConfigurationError:
    return ConfigurationError(
        f"{path} cannot be read.", f"{type(error).__name__} in this file.", "Mend the file, then try again."
    )
