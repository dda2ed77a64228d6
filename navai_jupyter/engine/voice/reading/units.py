"""Units and amounts that the voice itself says as letters, or wrongly."""

from __future__ import annotations

import re

NUMBER = r"(?<![\w.'])\d+(?:,\d{3})*(?:\.\d+)?"
UNITS = {
    "s": "seconds",
    "ns": "nanoseconds",
    "us": "microseconds",
    "µs": "microseconds",
    "ms": "milliseconds",
    "h": "hours",
    "B": "bytes",
    "kB": "kilobytes",
    "KB": "kilobytes",
    "MB": "megabytes",
    "GB": "gigabytes",
    "TB": "terabytes",
    "PB": "petabytes",
    "KiB": "kibibytes",
    "MiB": "mebibytes",
    "GiB": "gibibytes",
    "TiB": "tebibytes",
    "m": "meters",
    "m²": "square meters",
    "km²": "square kilometers",
    "m³": "cubic meters",
    "g": "grams",
    "L": "liters",
    "dB": "decibels",
    "px": "pixels",
    "dpi": "dots per inch",
}
SINGULAR = {"dots per inch": "dot per inch"}
PER = {
    "s": "second",
    "sec": "second",
    "min": "minute",
    "h": "hour",
    "hr": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}

DECADE = r"(?!(?:1[89]|20)\d0s)"
AMOUNT = re.compile(
    rf"{DECADE}({NUMBER})\s?({'|'.join(sorted(UNITS, key=len, reverse=True))})(?![\w²³])(?!/[a-z]{{4}})"
)
RATE = re.compile(rf"(?<=[a-z%])/({'|'.join(PER)})\b")

MONEY = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
CODES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
MAGNITUDES = {
    "k": "thousand",
    "K": "thousand",
    "M": "million",
    "m": "million",
    "bn": "billion",
    "B": "billion",
    "T": "trillion",
}
PREPAID = re.compile(
    r"([$£€¥])\s?(\d+(?:,\d{3})*(?:\.\d+)?)\s?(k|K|M|m|bn|B|T|thousand|million|billion)?(?!\w)"
)
POSTPAID = re.compile(rf"({NUMBER})\s?([$£€¥]|USD|EUR|GBP|JPY)(?!\w)")
TWO_DECIMALS = re.compile(r"\d+(?:,\d{3})*(?:\.\d\d)?")

ABBREVIATED = re.compile(rf"({NUMBER})(\s?M|k|K|bn|B)(?![\w/'])")
TIMES = re.compile(rf"({NUMBER})\s?[x×](?=\s(?!\d)|[.,;:!?]|$)")
BY = re.compile(r"(?<![\w.])(?!0[xX])(\d+)\s?[x×]\s?(?=\d)")


def with_units(text: str) -> str:
    """ "3.2 s" as "3.2 seconds", "$1.2M" as "1.2 million dollars", "2x" as "2 times"."""
    text = POSTPAID.sub(lambda price: f"{CODES.get(price[2], price[2])}{price[1]}", text)
    text = PREPAID.sub(_price, text)
    text = ABBREVIATED.sub(lambda number: f"{number[1]} {MAGNITUDES[number[2].strip()]}", text)
    text = AMOUNT.sub(_amount, text)
    text = RATE.sub(lambda rate: f" per {PER[rate[1]]}", text.replace(" it/s", " iterations/s"))
    text = BY.sub(r"\1 by ", text)
    return TIMES.sub(r"\1 times", text)


def _price(price: re.Match[str]) -> str:
    sign, number, magnitude = price.groups()
    if not magnitude and TWO_DECIMALS.fullmatch(number) and sign != "¥":
        return price[0]
    scale = f" {MAGNITUDES.get(magnitude, magnitude)}" if magnitude else ""
    return f"{number}{scale} {MONEY[sign]}"


def _amount(amount: re.Match[str]) -> str:
    number, words = amount[1], UNITS[amount[2]]
    return f"{number} {SINGULAR.get(words, words.removesuffix('s')) if number in ('1', '1.0') else words}"
