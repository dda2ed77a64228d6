"""Lists of functions and destinations as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, cast

from navai_jupyter.core.wire import FunctionInfo, FunctionList, RouteInfo


class Table:
    """Rows under a head line, as text in a terminal and as HTML in a notebook."""

    def __init__(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], empty: str, notes: Iterable[str] = ()
    ):
        self._head = tuple(head)
        self._rows = [tuple(row) for row in rows]
        self._empty = empty
        self._notes = list(notes)

    def __repr__(self) -> str:
        if not self._rows:
            return "\n".join([self._empty, *self._notes])
        lines = [self._head, *self._rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self._head))]
        padded = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
        ]
        return "\n".join([*(line.rstrip() for line in padded), *self._notes])

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._notes)
        if not self._rows:
            return f"<p>{escape(self._empty)}</p>{notes}"
        head = "".join(f"<th>{escape(cell)}</th>" for cell in self._head)
        rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in self._rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"


class Listing(Table):
    """The functions; iterating gives what a session is told about each."""

    def __init__(self, listed: FunctionList):
        self.items = listed.items
        self.warnings = listed.warnings
        super().__init__(
            ("function", "description", "approval"),
            [(signature(info), info.description.split("\n")[0], info.approval) for info in listed.items],
            "No functions yet. Put @navai.function above one.",
            listed.warnings,
        )

    def __iter__(self) -> Iterator[FunctionInfo]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def route_table(routes: Iterable[RouteInfo]) -> Table:
    return Table(
        ("destination", "path", "also", "description"),
        [(route.name, route.path, ", ".join(route.synonyms), route.description) for route in routes],
        'No destinations beside the headings. Add one: navai.route("results", "#Results")',
    )


def signature(info: FunctionInfo) -> str:
    """``load_sales(year: integer, region: "north" | "south" = "north")``"""
    properties = cast(dict[str, dict[str, Any]], info.parameters.get("properties", {}))
    return f"{info.name}({', '.join(_parameter(name, schema) for name, schema in properties.items())})"


def _parameter(name: str, schema: dict[str, Any]) -> str:
    kind = _kind(schema)
    default = f" = {schema['default']!r}" if "default" in schema else ""
    return f"{name}{f': {kind}' if kind else ''}{default}"


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(repr(choice) for choice in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(kind for option in schema["anyOf"] if (kind := _kind(option)))
    return str(schema.get("type", ""))
