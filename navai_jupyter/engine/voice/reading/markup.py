"""Markdown and HTML without their marks."""

from __future__ import annotations

import html
import re

RULES = (
    (re.compile(r"^\s*(?:```|~~~).*$", re.M), ""),
    (re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+[\s:|-]*$", re.M), ""),  # the rule under a table's head
    (re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$", re.M), ""),
    (re.compile(r"^\s*\|\s*|\s*\|\s*$", re.M), ""),
    (re.compile(r"^\s{0,3}#{1,6}\s+", re.M), ""),
    (re.compile(r"^\s*>+\s+", re.M), ""),
    (re.compile(r"^\s*[-*+•]\s+(?:\[[ xX]\]\s+)?", re.M), ""),
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (
        re.compile(r"</?(?:b|i|u|em|strong|code|pre|p|div|span|a|ul|ol|li|su[bp]|h[1-6])(?:\s[^<>]*)?>", re.I),
        "",
    ),
    (re.compile(r"</?(?:br|hr|table|tbody|thead|tr|td|th)(?:\s[^<>]*)?/?>", re.I), ", "),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]+?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_\n]+?)(?<=[^\s_])\1(?![\w_])"), r"\2"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"`+"), ""),
)


def without_markup(text: str) -> str:
    text = html.unescape(text)
    for mark, words in RULES:
        text = mark.sub(words, text)
    return text
