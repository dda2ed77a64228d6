"""Code in a sentence: calls, members, indexes, operators."""

from __future__ import annotations

import re

SHAPE = re.compile(r"(\b(?:shape|size|dimensions?)\b[^()\n.]{0,24})\((\d[\d_]*(?:,\s*\d[\d_]*)+),?\)", re.I)
PLURAL = re.compile(r"(?<=[a-z])\(s\)")
CALL = re.compile(r"(?<=\w)\(([^()\n]*)\)")
EMPTY = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")
KEY = re.compile(r"(?<=\w)\[\s*(['\"]?)([^\[\]\n]*?)\1\s*\]")
SLICE = re.compile(r"(?<=\d):(?=\d)")
BRACKETS = re.compile(r"[\[\]{}]|(?<=\()\(|\)(?=\))")
MEMBER = re.compile(r"(?:(?<=\w\w)(?<!\bPh)|(?<=[)\]]))\.(?=[^\W\d])|(?<=\w)\.(?=[^\W\d]{2})")
HIDDEN = re.compile(r"(?<![^\s\"'(])\.(?=[A-Za-z])")
QUOTED = re.compile(r"(?<![\w'])'([^'\n]{0,40})'(?![\w'])")
POWER = re.compile(r"(?<=[\w)\]])\s?\*\*\s?(?=[\w(.-])")

SIGNS = (
    (re.compile(r"(?<![\w@])@(?=[^\W\d])"), "at "),  # a decorator
    (re.compile(r"(?<![\w*)])\*{1,2}(?=[^\W\d])"), ""),  # *args
    (re.compile(r"(?<![\w-])--?(?=[A-Za-z])"), ""),  # --verbose
    (re.compile(r"(?<!\S)#+\s+"), ""),  # a comment
    (re.compile(r"\s\|\s"), ", "),  # cells of a table
    (re.compile(r"(?<=SELECT )\*", re.I), "star"),
    (re.compile(r"(?<=\d) - (?=\w\b|\d)|(?<=\b[a-zA-Z]) - (?=[a-zA-Z\d]\b)"), " minus "),
    (re.compile(r"(?<=[\w)]) / (?=[\w(])|(?<=\b[a-z])/(?=[a-z]\b)"), " divided by "),
    (re.compile(r"(?<=[\w)])\s?\*\s?(?=[\w(])"), " times "),
    (re.compile(r"(?<=[a-zA-Z)]) % (?=[\w(])"), " modulo "),
)
OPERATORS = {
    "===": "equals",
    "!==": "is not equal to",
    "==": "equals",
    "!=": "is not equal to",
    "<>": "is not equal to",
    ">=": "is greater than or equal to",
    "<=": "is less than or equal to",
    "->": "to",
    "=>": "to",
    "<-": "gets",
    ":=": "is",
    "+=": "plus equals",
    "-=": "minus equals",
    "*=": "times equals",
    "/=": "divided by equals",
    "//": "divided by",
    "&&": "and",
    "||": "or",
    "...": "…",
}
OPERATOR = re.compile(
    r"\s?(" + "|".join(re.escape(sign) for sign in sorted(OPERATORS, key=len, reverse=True)) + r")\s?"
)
TWICE = re.compile(r"\b(is|are)\s+is\b")
COMPARISONS = {"<": "is less than", ">": "is greater than"}
COMPARED = re.compile(r"(?<=[\w)]) ?([<>]) ?(?=[\w.-])")


def with_shapes(text: str) -> str:
    """ "shape (1000, 12)" as "shape 1000 by 12"; anywhere else the same is a list."""
    return SHAPE.sub(lambda shape: shape[1] + " by ".join(re.split(r",\s*", shape[2])), text)


def with_code(text: str) -> str:
    """``df.head()`` as "df dot head", ``x[0] >= 3`` as "x 0 is greater than or equal to 3"."""
    text = EMPTY.sub("", PLURAL.sub("s", text))
    text = MEMBER.sub(" dot ", HIDDEN.sub("dot ", text))
    text = KEY.sub(lambda key: f" {SLICE.sub(' to ', key[2])} ", text)
    while (called := CALL.sub(r", \1", text)) != text:
        text = called
    text = POWER.sub(" to the power of ", QUOTED.sub(r"\1", text))
    for sign, words in SIGNS:
        text = sign.sub(words, text)
    text = OPERATOR.sub(lambda sign: f" {OPERATORS[sign[1]]} ", text)
    text = COMPARED.sub(lambda sign: f" {COMPARISONS[sign[1]]} ", text)
    return BRACKETS.sub(" ", TWICE.sub(r"\1", text))
