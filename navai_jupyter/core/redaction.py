"""Words that leave a program, without the keys that may be in them."""

from __future__ import annotations

import re

# A provider that quotes a key back masks a part of it: sk-abc***wxyz.
_SECRETS = re.compile(r"\b(?:sk|ek)[-_][\w*-]{4,}|(?<=Bearer )\S+")


def redacted(text: str, key: str = "") -> str:
    """The text without ``key``, and without anything that looks like an API key or a client secret."""
    return _SECRETS.sub("…", text.replace(key, "…") if key else text)
