"""Version numbers and network addresses, whose parts are whole numbers: 3.10 comes after 3.9."""

from __future__ import annotations

import re

IP_ADDRESS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?(?::(\d+))?(?!\w|\.\w)")
POINTED = re.compile(r"(?<![\w.])(?:[vV]\.?\s?)?(\d+(?:\.\d+){2,})([a-z]+\d+)?(?!\w|\.\w)")
NAMED = re.compile(
    r"\b((?i:version|release|python|node|cuda|ubuntu|debian|pandas|numpy|scipy|torch|jupyterlab|notebook|kernel))\s"
    r"(\d+(?:\.\d+)+)(?![\w%]|\.\w)"
)
SHORT = re.compile(r"(?<![\w.])[vV]\.?\s?(\d+(?:\.\d+)*)(?!\w|\.\w)")
CANDIDATE = {"a": "alpha", "b": "beta", "rc": "release candidate", "dev": "dev", "post": "post"}


def with_versions(text: str) -> str:
    """ "v1.2.10" as "version 1 point 2 point 10"."""
    text = IP_ADDRESS.sub(_address, text)
    text = POINTED.sub(_version, text)
    text = NAMED.sub(lambda version: f"{version[1]} {_parts(version[2])}", text)
    return SHORT.sub(lambda version: f"version {_parts(version[1])}", text)


def _version(version: re.Match[str]) -> str:
    word = "version " if version[0][0] in "vV" else ""
    return f"{word}{_parts(version[1])}{_candidate(version[2] or '')}"


def _candidate(suffix: str) -> str:
    name, number = suffix.rstrip("0123456789"), suffix.lstrip("abcdefghijklmnopqrstuvwxyz")
    return f" {CANDIDATE.get(name, name)} {number}" if suffix else ""


def _address(address: re.Match[str]) -> str:
    host, _, port = address[0].partition(":")
    return host.replace(".", " dot ") + (f" port {port}" if port else "")


def _parts(number: str) -> str:
    return number.replace(".", " point ")
