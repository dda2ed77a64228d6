"""How alike two names are, by words, letters and sound; the twin of ``js/src/core/likeness.ts``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from navai_jupyter.core.distance import ratio
from navai_jupyter.core.metaphone import sounds

TOKEN_FLOOR = 0.75
SOUND = 0.55
"""What two words of one sound are alike at least, of two letters and up; their letters add the rest."""
MIN_SOUND = 2
MIN_FUZZY = 4
FILLERS = frozenset(
    "a an chapter go heading in me my number of on open part please section show take the this to".split()
)


def score(said: str, name: str) -> float:
    """0 to 1 for two normalised names; see the head of ``resolve.ts``."""
    wanted, offered = telling(said), telling(name)
    if any(is_strict(word) and word not in offered for word in wanted):
        return 0.0
    covered = _cover(wanted, offered) * (0.75 + 0.25 * _cover(offered, wanted))
    together = max(
        alike("".join(wanted), "".join(offered)), alike(said.replace(" ", ""), name.replace(" ", ""))
    )
    return max(covered, together if together >= TOKEN_FLOOR else 0.0)


def telling(normalised: str) -> list[str]:
    """The distinct words without fillers, with them where nothing else is left; "a" ends a name: "Model A"."""
    every = list(dict.fromkeys(normalised.split()))
    last = every[-1:]
    return [word for word in every if word not in FILLERS or [word] == last == ["a"]] or every


def is_strict(word: str) -> bool:
    """Numbers and single letters tell destinations apart ("Step 2", "Model B"): they are never guessed."""
    return len(word) == 1 or word[0].isdigit()


def alike(left: str, right: str) -> float:
    """By letters, or by sound where that makes more of it."""
    letters = ratio(left, right)
    return max(letters, SOUND + (1 - SOUND) * letters) if _sound_same(left, right) else letters


def _cover(words: Sequence[str], among: Sequence[str]) -> float:
    total = sum(len(word) for word in words)
    found = sum(len(word) * max((_likeness(word, other) for other in among), default=0.0) for word in words)
    return found / total if total else 0.0


@lru_cache(maxsize=65536)
def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if min(len(left), len(right)) < MIN_FUZZY or is_strict(left) or is_strict(right):
        return 0.0
    if _sound_same(left, right):
        return alike(left, right)
    letters = ratio(left, right)
    return letters if letters >= TOKEN_FLOOR else 0.0


def _sound_same(left: str, right: str) -> bool:
    return any(len(key) >= MIN_SOUND for key in sounds(left) & sounds(right))
