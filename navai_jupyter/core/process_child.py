"""What runs in a process of `ProcessExecutor`: one piece of work from stdin, its outcome to stdout."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from typing import IO, Any

import cloudpickle

_LENGTH = 8


def write(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH) + message)
    pipe.flush()


def read(pipe: IO[bytes]) -> bytes:
    """One message, or nothing when the other side is gone."""
    return pipe.read(int.from_bytes(pipe.read(_LENGTH)))


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the function prints must not mix with the answer
    orders = os.fdopen(os.dup(0), "rb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # nor may it read what is not for it
    sys.path, work = pickle.loads(read(orders))  # noqa: S301  # our parent wrote it
    threading.Thread(target=_end_with_parent, args=(orders,), daemon=True).start()
    outcome: tuple[Any, BaseException | None]
    try:
        function, args, kwargs = pickle.loads(work)  # noqa: S301
        outcome = function(*args, **kwargs), None
    except BaseException as error:  # sys.exit() is an answer too
        outcome = None, error
    write(answers, _pickled(outcome))


def _end_with_parent(orders: IO[bytes]) -> None:
    orders.read()  # ends when the parent does, however it does
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _pickled(outcome: tuple[Any, BaseException | None]) -> bytes:
    try:
        pickled: bytes = cloudpickle.dumps(outcome)
    except Exception as error:
        what = type(outcome[1] or outcome[0]).__name__
        pickled = cloudpickle.dumps((None, TypeError(f"A {what} cannot travel between processes: {error}")))
    return pickled


if __name__ == "__main__":
    main()
