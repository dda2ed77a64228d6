"""What words mean, learned from much text: the smaller the angle of two vectors, the nearer the meanings."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.speech.digest import check_digest

log = logging.getLogger(__name__)

PACKAGE = "wordllama"
VECTORS = "weights/l2_supercat_256.safetensors"
VECTORS_SHA256 = "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
TOKENIZER_SHA256 = "93248f2a9ec36c7b35f700a033d5f36228aae48db61aee31007fa49062cdeb68"
WITHOUT = "The planner goes by the words alone, not by their meaning: %s"

Vector = NDArray[np.float32]
_loading = threading.Lock()


class Word(NamedTuple):
    """Where a word points, a vector of length 1, and how much it weighs: "revenue" more than "the"."""

    direction: Vector
    weight: float


class Meaning:
    """Words as sums of the vectors of their pieces, one row each."""

    def __init__(self, pieces: NDArray[np.float16], tokenizer: Any) -> None:
        self._pieces, self._tokenizer = pieces, tokenizer
        self._known = lru_cache(maxsize=4096)(self._word)

    def word(self, word: str) -> Word:
        return self._known(word)

    def mean(self, weights: Mapping[str, float]) -> Vector:
        """Where all these words point together, each with its own weight times the given one."""
        total = np.zeros(self._pieces.shape[1], np.float32)
        for word, times in weights.items():
            direction, weight = self.word(word)
            total += times * weight * direction
        return total / (float(np.linalg.norm(total)) or 1.0)

    def directions(self, words: Iterable[str]) -> Vector:
        """A row for each word."""
        return np.stack([self.word(word).direction for word in words])

    def _word(self, word: str) -> Word:
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids
        total = self._pieces[ids].astype(np.float32).sum(axis=0)
        weight = float(np.linalg.norm(total))
        return Word(total / (weight or 1.0), weight)


def meaning() -> Meaning | None:
    """The vectors, read when they are first wanted; None, and a line in the log, when they cannot be."""
    with _loading:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Meaning | None:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        log.warning(WITHOUT, f"the package {PACKAGE} is not installed")
        return None
    try:
        return read_meaning(Path(found.origin).parent)
    except (ImportError, EngineError, ValueError, OSError) as error:
        log.warning(WITHOUT, error)
        return None


def read_meaning(folder: Path) -> Meaning:
    """The vectors of the installed package; its own code would look online for what it has."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    check_digest(folder / VECTORS, VECTORS_SHA256)
    check_digest(folder / TOKENIZER, TOKENIZER_SHA256)
    (pieces,) = load_file(folder / VECTORS).values()
    return Meaning(pieces, Tokenizer.from_file(str(folder / TOKENIZER)))
