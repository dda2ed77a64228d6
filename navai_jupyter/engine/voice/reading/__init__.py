"""Written text as words that an English voice says well; what it already says well is left alone."""

from __future__ import annotations

import re

from navai_jupyter.engine.voice.reading.addresses import with_addresses
from navai_jupyter.engine.voice.reading.code import with_code, with_shapes
from navai_jupyter.engine.voice.reading.dates import with_dates
from navai_jupyter.engine.voice.reading.identifiers import with_identifiers
from navai_jupyter.engine.voice.reading.letters import known_letters, without_pictures
from navai_jupyter.engine.voice.reading.markup import without_markup
from navai_jupyter.engine.voice.reading.names import with_names
from navai_jupyter.engine.voice.reading.numbers import with_numbers
from navai_jupyter.engine.voice.reading.units import with_units
from navai_jupyter.engine.voice.reading.versions import with_versions
from navai_jupyter.engine.voice.reading.words import with_abbreviations, with_products, with_short_names
from navai_jupyter.engine.voice.reading.years import with_years

__all__ = ["plain", "readable"]

PASSES = (
    without_markup,
    known_letters,
    with_addresses,
    with_identifiers,
    with_shapes,
    with_abbreviations,
    with_dates,
    with_versions,
    with_numbers,
    with_units,
    with_years,
    with_code,
    with_products,
    with_names,
    with_short_names,
)
"""What has points and slashes of its own comes first; each leaves words that the later ones do not touch."""

SPACES = re.compile(r"\s+")
SPACE_BEFORE = re.compile(r"\s+([,;:!?…]|\.(?!\w))")
COMMAS = re.compile(r"([,;:])(?:\s*,)+|,(?=\s*[.;:!?])")


def readable(text: str) -> str:
    """``text`` as it is said in English; empty when it holds nothing that can be said."""
    for rewritten in PASSES:
        text = rewritten(text)
    return _tidy(text)


def plain(text: str) -> str:
    """``text`` in any language without what no voice should say: markup and emoji."""
    return _tidy(without_pictures(without_markup(text)))


def _tidy(text: str) -> str:
    text = COMMAS.sub(r"\1", SPACE_BEFORE.sub(r"\1", SPACES.sub(" ", text))).strip(" ,;:")
    return text if any(map(str.isalnum, text)) else ""
