"""How the items of a conversation sounded, for a client that retrieves them: the newest, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable

import av
import numpy as np
from numpy.typing import NDArray

from navai_jupyter.engine.session.formats import FormatName, encoder
from navai_jupyter.engine.speech.audio import EAR_RATE, WIRE_RATE, Samples

MOST_BYTES = 4 * 2**20
"""Of one session: about a minute and a half of speech."""


class Recordings:
    """Each is kept at the wire's rate, two bytes a sample."""

    def __init__(self) -> None:
        self._kept: dict[str, NDArray[np.int16]] = {}

    def heard(self, item_id: str, samples: Samples) -> None:
        """What a person said, at the ear's rate."""
        self._keep(item_id, _resampled(samples))

    def said(self, item_id: str, samples: Samples) -> None:
        """One more sentence of ours, at the wire's rate."""
        self._keep(item_id, samples)

    def cut(self, item_id: str, milliseconds: int) -> None:
        if item_id in self._kept:
            self._kept[item_id] = self._kept[item_id][: milliseconds * WIRE_RATE // 1000].copy()

    def forget(self, item_id: str) -> None:
        self._kept.pop(item_id, None)

    def sound(self, item_id: str, name: FormatName) -> bytes | None:
        """The item's sound in this format, unless it has none, or none any more."""
        kept = self._kept.get(item_id)
        if kept is None:
            return None
        wire = encoder(name)
        return wire.encode((kept / 32767).astype(np.float32)) + wire.finish()

    def _keep(self, item_id: str, samples: Samples) -> None:
        # What grows is the newest again.
        before = self._kept.pop(item_id, np.zeros(0, np.int16))
        added = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
        self._kept[item_id] = np.concatenate([before, added])
        size = sum(one.nbytes for one in self._kept.values())
        for oldest in list(self._kept):
            if size <= MOST_BYTES:
                break
            size -= self._kept.pop(oldest).nbytes


def _resampled(samples: Samples) -> Samples:
    if not len(samples):
        return samples
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, :]), format="flt", layout="mono")
    frame.sample_rate = EAR_RATE
    resampler = av.AudioResampler(format="flt", layout="mono", rate=WIRE_RATE)
    return _joined([*resampler.resample(frame), *resampler.resample(None)])


def _joined(frames: Iterable[av.AudioFrame]) -> Samples:
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])
