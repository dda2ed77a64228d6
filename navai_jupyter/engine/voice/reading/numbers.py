"""Numbers that are more than a row of digits; plain ones are left to the voice."""

from __future__ import annotations

import re

MAGNITUDES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
MOST_DECIMALS = 5
"""More decimals nobody can follow; what is said instead is said to be about that."""
MOST_DIGITS = 15
"""A longer whole number is an identifier."""
NOT_DIGITS = {"nan": "not a number", "nat": "not a time", "inf": "infinity"}

ALONE = r"(?<![\w.])"
NUMBER = r"\d+(?:\.\d+)?"
UNDERSCORED = re.compile(r"(?<=\d)_(?=\d{3}(?!\d))")
SPECIAL = re.compile(rf"{ALONE}(NaN|nan|NaT|inf|Inf)\b")
SCIENTIFIC = re.compile(rf"{ALONE}({NUMBER})[eE]([+-]?\d{{1,4}})\b")
POWER = re.compile(r"(?<=\d)\s?(?:\*\*|\^)\s?(-?)(?=\d)")
LONG_DECIMAL = re.compile(rf"{ALONE}\d+\.\d{{{MOST_DECIMALS + 1},}}(?![\w.]\w)")
FLOAT = re.compile(r"(?<=\d)\.(?=[,\])])")
BARE_DECIMAL = re.compile(r"(?<![\w.)\]])\.(?=\d)")
MINUS = re.compile(r"(?<![\w.)\]%-])-(?=[$£€]?\.?\d|infinity)")
RANGE = re.compile(rf"(?<![\w.-])({NUMBER})\s?%?\s?[-–—]\s?({NUMBER})(?=\s?[%°])")
DECIMAL_RANGE = re.compile(rf"(?<![\w.-])(\d+\.\d+)\s?[-–—]\s?({NUMBER})(?![\w-])")
PART = re.compile(r"(?<![\w./$£€])(\d{1,6})/(\d{1,6})(?![\w/]|\.\d)")
LARGEST_FRACTION = 10
SPELLED = re.compile(rf"(?<![\w.,:/-])(?:0\d+|\d{{{MOST_DIGITS + 1},}})(?!\w|[.,:/-]\w)")


def with_numbers(text: str) -> str:
    """``-1.2e-5`` as "minus 1.2 times 10 to the minus 5", ``NaN`` as "not a number"."""
    text = UNDERSCORED.sub("", text)
    text = SPECIAL.sub(lambda name: NOT_DIGITS[name[1].lower()], text)
    text = SCIENTIFIC.sub(lambda number: _scientific(number[1], int(number[2])), text)
    text = POWER.sub(lambda power: f" to the {'minus ' if power[1] else ''}", text)
    text = LONG_DECIMAL.sub(lambda number: f"about {float(number[0]):.4g}", text)
    text = BARE_DECIMAL.sub("0.", FLOAT.sub("", text))
    for written in (RANGE, DECIMAL_RANGE):
        text = written.sub(r"\1 to \2", text)
    text = MINUS.sub("minus ", text)
    text = PART.sub(_part, text)
    return SPELLED.sub(lambda digits: " ".join(digits[0]), text)


def _scientific(mantissa: str, exponent: int) -> str:
    if exponent == 0:
        return mantissa
    if exponent in MAGNITUDES:
        return f"{mantissa} {MAGNITUDES[exponent]}"
    power = f"10 to the {'minus ' if exponent < 0 else ''}{abs(exponent)}"
    return power if float(mantissa) == 1 else f"{mantissa} times {power}"


def _part(part: re.Match[str]) -> str:
    """ "3/4" is a fraction to the voice, "5/12" is progress and no day in May."""
    above, below = int(part[1]), int(part[2])
    if above < below <= LARGEST_FRACTION:
        return part[0]
    return f"{above} of {below}" if above <= below and below != above else f"{above} {below}"
