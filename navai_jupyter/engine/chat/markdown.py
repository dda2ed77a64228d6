"""Markdown as a person would read it aloud.

A parser wants whole documents; here a sentence comes out of the middle of one, with half of its marks.
"""

from __future__ import annotations

import html
import re
import unicodedata

LINE_START = re.compile(r"^\s*(?:(?:#{1,6}|>|[-*+•])\s+)+(?:\[[ xX]\]\s+)?")
TABLE_ROW = re.compile(r"^\s*\|(.*?)\|?\s*$")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s)>]+)[^\s)>]*")
# The same signs are arithmetic between spaces and part of a name between letters.
OPENING = re.compile(r"(?<![\w*])(?:\*{1,3}|_{1,3}|~~)(?=\S)")
CLOSING = re.compile(r"(?<=\S)(?:\*{1,3}|_{1,3}|~~)(?![\w*])")
TAG = re.compile(r"</?(?:a|b|br|code|details|div|em|i|li|ol|p|pre|span|strong|sub|summary|sup|u|ul)\b[^>]*>")
FIRST_PICTOGRAM = 0x2190
JOINERS = "\ufe0f\u200d"


def read_aloud(line: str) -> str:
    """One line, or a sentence of it, without its marks; empty when there is nothing to be said."""
    if row := TABLE_ROW.match(line):
        line = ", ".join(cell.strip() for cell in row[1].split("|") if cell.strip())
    line = TAG.sub(" ", LINE_START.sub("", line)).replace("`", "")
    line = ADDRESS.sub(r"\1", LINK.sub(r"\1", line))
    line = CLOSING.sub("", OPENING.sub("", line))
    line = "".join(sign for sign in html.unescape(line) if not _is_pictogram(sign))
    line = " ".join(line.split())
    if not any(sign.isalnum() for sign in line):
        return ""
    return f"{line}." if line[-1].isalnum() else line


def _is_pictogram(sign: str) -> bool:
    return sign in JOINERS or (ord(sign) >= FIRST_PICTOGRAM and unicodedata.category(sign) in ("So", "Sk"))
