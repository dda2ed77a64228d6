"""Destinations from a file: what ``NAVAI_ROUTES_FILE`` names."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import RouteInfo

_LIST = TypeAdapter(list[RouteInfo])
EXPECTED = 'A JSON list such as [{"name": "results", "path": "#Results"}] is expected.'


def load_routes(registry: Registry, settings: NavaiSettings) -> None:
    """Register the destinations of the file; a bad file is a warning, and adds none."""
    if not settings.routes_file:
        return
    file = Path(settings.functions_base_dir or ".") / settings.routes_file
    try:
        routes = _LIST.validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        registry.warn("routes", [f"{settings.routes_file} gives no destinations: {_reason(error)} {EXPECTED}"])
        return
    for route in routes:
        registry.route(route)


def _reason(error: OSError | ValidationError) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror}."
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{f'at {place}, ' if place else ''}{first['msg']}."
