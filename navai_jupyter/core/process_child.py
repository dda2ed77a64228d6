"""What runs in a process of `ProcessExecutor`: one piece of work from stdin, its outcome to stdout."""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any

import cloudpickle


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the function prints must not mix with the answer
    outcome: tuple[Any, BaseException | None]
    try:
        function, args, kwargs = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  # our parent wrote it
        outcome = function(*args, **kwargs), None
    except BaseException as error:  # sys.exit() is an answer too
        outcome = None, error
    answers.write(_pickled(outcome))
    answers.close()


def _pickled(outcome: tuple[Any, BaseException | None]) -> bytes:
    try:
        pickled: bytes = cloudpickle.dumps(outcome)
    except Exception as error:
        what = type(outcome[1] or outcome[0]).__name__
        pickled = cloudpickle.dumps((None, TypeError(f"A {what} cannot travel between processes: {error}")))
    return pickled


if __name__ == "__main__":
    main()
