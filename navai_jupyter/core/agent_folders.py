"""Agents from ``NAVAI_AGENTS_FOLDERS``: each is a folder of functions, described by its ``agent_config.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.failure import explain
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import AgentInfo

CONFIG = "agent_config.py"
_SETTINGS: dict[str, type] = {
    "key": str,
    "name": str,
    "description": str,
    "handoff_description": str,
    "instructions": str,
    "primary": bool,
}


def register_agents(
    registry: Registry,
    folders: str,
    functions: Mapping[Path, Sequence[str]],
    configs: Sequence[Path],
    read: Callable[[Path], ModuleType],
) -> None:
    """One agent for each named folder that holds files; the first is primary unless a config says otherwise.

    ``functions`` are the names that came from each file, ``read`` imports a config.
    """
    troubles: list[str] = []
    for folder in (name.strip().strip("/") for name in folders.split(",") if name.strip()):
        owned = [name for file, names in functions.items() if _is_in(file, folder) for name in names]
        config = next((file for file in configs if _is_in(file, folder)), None)
        if not owned and config is None:
            troubles.append(f"{folder}: no such folder in the functions folders.")
            continue
        try:
            said = _settings(read(config)) if config else {}
            registry.agent(_agent(folder, owned, said, first=not registry.describe().agents))
        except FunctionError as error:
            troubles.append(f"{folder}/{CONFIG}: {error}")
        except (Exception, SystemExit) as error:
            troubles.append(f"{folder}/{CONFIG} cannot be loaded: {explain(error)}")
    registry.warn("agents", troubles)


def _agent(folder: str, functions: list[str], said: dict[str, Any], *, first: bool) -> AgentInfo:
    name = said.get("name") or folder.rpartition("/")[2].replace("_", " ")
    return AgentInfo(
        key=said.get("key") or folder.rpartition("/")[2],
        name=name,
        instructions=said.get("instructions", ""),
        handoff=said.get("handoff_description") or said.get("description", ""),
        functions=functions,
        primary=said.get("primary", first),
    )


def _settings(config: ModuleType) -> dict[str, Any]:
    said = {name: vars(config)[name] for name in _SETTINGS if name in vars(config)}
    for name, value in said.items():
        if not isinstance(value, _SETTINGS[name]):
            raise FunctionError(f"{name} = {value!r} is no {_SETTINGS[name].__name__}.")
    return said


def _is_in(file: Path, folder: str) -> bool:
    return f"/{folder}/" in file.as_posix()
