"""An exception of somebody's function in the few words that help a model and a person."""

from __future__ import annotations

import linecache
import sysconfig
import traceback
from pathlib import Path
from types import FrameType

from navai_jupyter.core.redaction import redacted
from navai_jupyter.core.text import text_of

LIMIT = 2000

_NOT_THEIRS = tuple(
    str(Path(place).resolve())
    for place in (
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        Path(__file__).parents[1],
    )
)


def explain(error: BaseException) -> str:
    """Type, message and the last line of the person's own code; no values of variables, no keys."""
    message = text_of(error)
    text = f"{type(error).__name__}: {message}" if message else type(error).__name__
    place = _last_own_line(error)
    return redacted(f"{text} ({place})" if place else text)[:LIMIT]


def _last_own_line(error: BaseException) -> str:
    own = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__) if _is_own(frame)]
    if not own:
        return ""
    frame, line = own[-1]
    source = linecache.getline(frame.f_code.co_filename, line).strip()
    place = f"{frame.f_code.co_name}, line {line}"
    return f"{place}: {source}" if source else place


def _is_own(frame: FrameType) -> bool:
    file = frame.f_code.co_filename
    return not file.startswith("<frozen") and not file.startswith(_NOT_THEIRS)
