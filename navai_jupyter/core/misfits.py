"""Values of the configuration that no setting takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from traitlets import TraitError
from traitlets.config.loader import DeferredConfig

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError


def misfits(section: Mapping[str, Any], settings: NavaiSettings | None = None) -> dict[str, ConfigurationError]:
    """What is wrong with the values that stand under ``NavaiApp``, by setting; `settings` gets the others."""
    settings, wrong = settings or NavaiSettings(), {}
    for name, value in section.items():
        trait = settings.traits().get(name)
        if trait is None:
            continue
        try:
            settings.set_trait(name, value.get_value(trait) if isinstance(value, DeferredConfig) else value)
        except (TraitError, ValueError):
            wrong[name] = ConfigurationError(
                f"NavaiApp.{name} has a value that does not fit.",
                f"It takes {trait.info()}.",  # the value stays untold: it may be a key
                "Change it in the Jupyter server's configuration.",
            )
    return wrong


def settings_from(config: Any) -> NavaiSettings:
    """Settings for a host that is not the server, from a configuration that speaks of ``NavaiApp``."""
    settings = NavaiSettings()
    for wrong in misfits(config.get("NavaiApp") or {}, settings).values():
        raise wrong
    return settings
