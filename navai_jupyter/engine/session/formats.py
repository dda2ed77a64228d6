"""Audio inside events: bytes of the protocol's formats to samples and back, as a stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

import av
import numpy as np

from navai_jupyter.engine.speech.audio import WIRE_RATE, Resampler, Samples, to_pcm16

FormatName = Literal["audio/pcm", "audio/pcmu", "audio/pcma"]
TELEPHONE_RATE = 8_000
CODECS = {"audio/pcmu": "pcm_mulaw", "audio/pcma": "pcm_alaw"}
"""G.711 in the spelling of ffmpeg."""


class Decoder(Protocol):
    def decode(self, data: bytes) -> Samples:
        """The next bytes as samples at the ear's rate."""
        ...


class Encoder(Protocol):
    """``rate`` bytes hold one second."""

    rate: int

    def encode(self, samples: Samples) -> bytes:
        """The next samples, given at the wire's rate."""
        ...

    def finish(self) -> bytes:
        """What the resampler still holds."""
        ...


def decoder(name: FormatName) -> Decoder:
    return PcmDecoder() if name == "audio/pcm" else TelephoneDecoder(name)


def encoder(name: FormatName) -> Encoder:
    return PcmEncoder() if name == "audio/pcm" else TelephoneEncoder(name)


class PcmDecoder:
    """PCM16, little-endian, 24 kHz."""

    def __init__(self) -> None:
        self._resampler = Resampler()
        self._rest = b""

    def decode(self, data: bytes) -> Samples:
        # A client may cut its stream in the middle of a sample.
        data = self._rest + data
        whole = len(data) // 2 * 2
        self._rest = data[whole:]
        return self._resampler.pcm16(data[:whole])


class PcmEncoder:
    rate = WIRE_RATE * 2

    def encode(self, samples: Samples) -> bytes:
        return to_pcm16(samples)

    def finish(self) -> bytes:
        return b""


class TelephoneDecoder:
    """G.711, 8 kHz."""

    def __init__(self, name: FormatName) -> None:
        self._codec = _telephone_codec(name, "r")
        self._resampler = Resampler()

    def decode(self, data: bytes) -> Samples:
        # An empty packet would end the decoder's stream.
        frames = self._codec.decode(av.Packet(data)) if data else []
        return np.concatenate([np.zeros(0, np.float32), *map(self._resampler.frame, frames)])


class TelephoneEncoder:
    rate = TELEPHONE_RATE

    def __init__(self, name: FormatName) -> None:
        self._codec = _telephone_codec(name, "w")
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=TELEPHONE_RATE)

    def encode(self, samples: Samples) -> bytes:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, :]), format="fltp", layout="mono")
        frame.sample_rate = WIRE_RATE
        return self._encoded(self._resampler.resample(frame))

    def finish(self) -> bytes:
        return self._encoded(self._resampler.resample(None))

    def _encoded(self, frames: Iterable[av.AudioFrame]) -> bytes:
        return b"".join(bytes(packet) for frame in frames for packet in self._codec.encode(frame))


def _telephone_codec(name: FormatName, mode: Literal["r", "w"]) -> av.AudioCodecContext:
    codec = av.CodecContext.create(CODECS[name], mode)
    assert isinstance(codec, av.AudioCodecContext)
    codec.sample_rate = TELEPHONE_RATE
    codec.layout = "mono"
    codec.format = "s16"
    return codec
