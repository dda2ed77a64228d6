from __future__ import annotations

import pytest

from navai_jupyter.core import wire_ts


def test_the_committed_typescript_is_fresh() -> None:
    assert wire_ts.TARGET.read_text(encoding="utf-8") == wire_ts.render(), (
        "wire.py changed: run `python -m navai_jupyter.core.wire_ts` and commit js/src/core/wire.ts"
    )


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str | None, "string | null"),
        (list[int], "number[]"),
        (list[str | None], "(string | null)[]"),
        (dict[str, wire_ts.JsonValue], "{ [key: string]: JsonValue }"),
    ],
)
def test_types(annotation: object, expected: str) -> None:
    assert wire_ts._type(annotation) == expected


def test_an_annotation_without_typescript_is_refused() -> None:
    with pytest.raises(TypeError, match="No TypeScript for"):
        wire_ts._type(complex)
