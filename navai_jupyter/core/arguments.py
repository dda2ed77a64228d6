"""The forms in which a payload may carry arguments, NAVAI's and ours."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import BoundArguments
from typing import Any, cast

from pydantic import JsonValue

from navai_jupyter.core.context import Context
from navai_jupyter.core.schema import ArgumentError, Parameters


def bind(parameters: Parameters, payload: JsonValue, context: Context) -> BoundArguments:
    """Checked arguments from named ones, an ``args``/``arguments`` list, one ``value``, or one whole object."""
    return parameters.bind(_named(parameters, payload), context)


def _named(parameters: Parameters, payload: JsonValue) -> Mapping[str, Any]:
    names = parameters.names
    if payload is None:
        return {}
    if isinstance(payload, list):
        return _by_position(parameters, payload)
    if not isinstance(payload, dict):
        return _by_position(parameters, [payload])
    if any(name in payload for name in names):
        return payload
    for key in ("args", "arguments"):
        positional = payload.get(key)
        if isinstance(positional, list):
            return _by_position(parameters, positional)
    if isinstance(named := payload.get("arguments"), dict):
        return named
    if "value" in payload:
        return _by_position(parameters, [payload["value"]])
    if payload and len(names) == 1 and _takes_objects(parameters, names[0]):
        return {names[0]: payload}
    return payload


def _by_position(parameters: Parameters, values: list[Any]) -> dict[str, Any]:
    names = [name for name in parameters.names if _is_positional(parameters, name)]
    rest = next((name for name in names if _is_variadic(parameters, name)), None)
    if rest is not None:
        fixed = names.index(rest)
        return dict(zip(names[:fixed], values, strict=False)) | {rest: values[fixed:]}
    if len(values) > len(names):
        raise ArgumentError(f"{len(values)} arguments given, accepted are {len(names)}: {', '.join(names)}")
    return dict(zip(names, values, strict=False))


def _is_positional(parameters: Parameters, name: str) -> bool:
    parameter = parameters.signature.parameters[name]
    return parameter.kind is not parameter.KEYWORD_ONLY


def _is_variadic(parameters: Parameters, name: str) -> bool:
    parameter = parameters.signature.parameters[name]
    return parameter.kind is parameter.VAR_POSITIONAL


def _takes_objects(parameters: Parameters, name: str) -> bool:
    properties = cast(dict[str, dict[str, JsonValue]], parameters.schema["properties"])
    described = properties[name]
    return described.get("type", "object") == "object" and "enum" not in described
