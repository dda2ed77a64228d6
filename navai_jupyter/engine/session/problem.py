"""A client event that cannot be carried out; it is answered, and the session goes on."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ValidationError


class BadEvent(Exception):
    def __init__(self, message: str, *, code: str = "invalid_event", param: str | None = None):
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param


def error_fields(
    kind: Literal["invalid_request_error", "server_error"],
    code: str,
    message: str,
    *,
    param: str | None = None,
    event_id: str | None = None,
) -> dict[str, Any]:
    """What an `error` event says; ``event_id`` is the client's, when its event is to blame."""
    return {"error": {"type": kind, "code": code, "message": message, "param": param, "event_id": event_id}}


def bad_field(error: ValidationError, data: object, inside: str = "") -> BadEvent:
    """The first thing that pydantic found wrong with `data`, in the provider's words, codes and paths."""
    found = error.errors(include_url=False)
    # A wrong member of a union is reported once per alternative: the one that looked deepest knows best.
    first = max(found, key=lambda one: len(_path(one["loc"], data)))
    kind, given, limits = first["type"], first["input"], first.get("ctx", {})
    path = _path(first["loc"], data)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        path.append(limits["discriminator"].strip("'"))
    elif kind == "missing":
        path.append(first["loc"][-1])
    param = _spelled([inside, *path] if inside else path)
    match kind:
        case "extra_forbidden":
            return BadEvent(f"Unknown parameter: '{param}'.", code="unknown_parameter", param=param)
        case "missing" | "union_tag_not_found":
            message = f"Missing required parameter: '{param}'."
            return BadEvent(message, code="missing_required_parameter", param=param)
        case "union_tag_invalid":
            supported = f"Supported values are: {limits['expected_tags']}."
            return BadEvent(f"Invalid value: '{limits['tag']}'. {supported}", code="invalid_value", param=param)
        case "literal_error" if not isinstance(given, dict | list):
            supported = f"Supported values are: {limits['expected']}."
            return BadEvent(f"Invalid value: '{given}'. {supported}", code="invalid_value", param=param)
    if kind.endswith(("_type", "literal_error")):
        return BadEvent(f"Invalid type for '{param}': {first['msg']}.", code="invalid_type", param=param)
    return BadEvent(f"Invalid '{param}': {first['msg']}.", code=_limit_code(kind, given), param=param)


def _limit_code(kind: str, given: object) -> str:
    number = "integer" if isinstance(given, int) else "decimal"
    return {
        "greater_than_equal": f"{number}_below_min_value",
        "less_than_equal": f"{number}_above_max_value",
        "string_too_long": "string_above_max_length",
        "too_long": "array_above_max_length",
        "too_short": "array_below_min_length",
    }.get(kind, "invalid_value")


def _path(loc: tuple[int | str, ...], data: object) -> list[int | str]:
    """The parts of pydantic's location that are in `data`: it also names the members of unions."""
    path: list[int | str] = []
    for part in loc:
        try:
            data = data[part]  # type: ignore[index]  # whatever the client sent
        except (KeyError, IndexError, TypeError):
            continue
        path.append(part)
    return path


def _spelled(path: list[Any]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
