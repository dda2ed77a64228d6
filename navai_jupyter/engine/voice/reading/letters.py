"""Characters that no English voice knows: emoji, Greek letters, other scripts, invisible ones."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

WORDS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "−": "-",
        "‑": "-",
        "…": "… ",
        "→": " to ",
        "⇒": " to ",
        "≥": " >= ",
        "≤": " <= ",
        "≠": " != ",
        "≈": " about ",
        "∞": " infinity ",
        "√": " square root of ",
        "∑": " sum of ",
        "∈": " in ",
        "·": " times ",
        "₂": "2",
        "μ": "µ",
    }
)
KEPT = frozenset("^`$€£¥₹%°²³±×÷½¼¾–—…§©µ")
"""Beyond ASCII, or categories apart, but read well as they are."""
DROPPED_CATEGORIES = {"So", "Sk", "Cf", "Co", "Cn", "Cs"}
EMOJI_MARKS = re.compile("[\ufe00-\ufe0f\u20e3]")
GREEK_LETTER = re.compile(r"(?<![\u0370-\u03ff])[\u0370-\u03ff](?![\u0370-\u03ff])")
"""One alone is a symbol and has a name; several are a word."""
FOREIGN = re.compile(r"[^\x00-\xff]")


def known_letters(text: str) -> str:
    """In letters and signs that an English voice can say; what has no sound is dropped."""
    text = without_pictures(unicodedata.normalize("NFC", text).translate(WORDS))
    return FOREIGN.sub(_transliterated, GREEK_LETTER.sub(_name, text))


def without_pictures(text: str) -> str:
    """Without emoji, joiners and control characters."""
    return "".join(
        character
        for character in EMOJI_MARKS.sub("", text)
        if character in KEPT
        or character.isspace()
        or (character.isprintable() and unicodedata.category(character) not in DROPPED_CATEGORIES)
    )


def _name(letter: re.Match[str]) -> str:
    """ "α" is "alpha", "Σ" is "sigma"."""
    name = unicodedata.name(letter.group(), "")
    return f" {name.split(' LETTER ')[1].split()[0].lower()} " if " LETTER " in name else " "


def _transliterated(character: re.Match[str]) -> str:
    return character.group() if character.group() in KEPT else anyascii(character.group())
