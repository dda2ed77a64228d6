"""Functions from files and from installed packages, each trouble a warning and never a crash."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import cloudpickle

from navai_jupyter.core.agent_folders import CONFIG, register_agents
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.failure import explain
from navai_jupyter.core.folders import find
from navai_jupyter.core.offering import offer
from navai_jupyter.core.registry import Registry

ENTRY_POINTS = "navai_jupyter.functions"
"""The group under which a package names what it offers: a function, a class, an object, a mapping, a module."""


def load(registry: Registry, settings: NavaiSettings) -> None:
    """Register all that the settings name; it imports people's code, so it takes its time."""
    base = Path(settings.functions_base_dir or ".").expanduser().resolve()
    found = find(settings.functions_folders, base)
    registry.warn("folders", found.warnings)
    configs = [file for file in found.files if file.name == CONFIG]
    names = load_files(registry, [file for file in found.files if file not in configs], base)
    register_agents(registry, settings.agents_folders, names, configs, _imported)
    if settings.functions_packages:
        load_packages(registry)


def load_files(registry: Registry, files: Iterable[Path], base: Path) -> dict[Path, list[str]]:
    """Import each file and register what it defines; warnings name it relative to ``base``."""
    names = {}
    for file in files:
        shown = str(file.relative_to(base) if file.is_relative_to(base) else file)
        names[file] = _load(registry, shown, partial(_imported, file))
    return names


def load_packages(registry: Registry) -> None:
    """Register what installed packages offer."""
    for entry in entry_points(group=ENTRY_POINTS):
        _load(registry, f"{entry.name} of {entry.value}", entry.load)


def _load(registry: Registry, shown: str, get: Callable[[], Any]) -> list[str]:
    try:
        return offer(registry, get())
    except FunctionError as error:
        registry.warn(shown, [f"{shown}: {error}"])
    except (Exception, SystemExit) as error:  # a module may do anything while it is imported
        registry.warn(shown, [f"{shown} cannot be loaded: {explain(error)}"])
    return []


def _imported(file: Path) -> ModuleType:
    # Files of one name in two folders are two modules.
    name = f"{file.stem}_{hashlib.sha256(str(file).encode()).hexdigest()[:8]}"
    folder = str(file.parent)
    if folder not in sys.path:
        sys.path.append(folder)  # at the end: neighbours can be imported, and hide nothing that is installed
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None, "a Python file has a loader"
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and annotations are looked up there
    cloudpickle.register_pickle_by_value(module)  # no other process could import it
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
