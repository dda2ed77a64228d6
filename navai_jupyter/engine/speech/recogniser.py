"""Speech to text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.planner import Wording
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.heard import Heard
from navai_jupyter.engine.speech.numerals import Numerals
from navai_jupyter.engine.speech.repeats import drop_repeat

if TYPE_CHECKING:
    from ctranslate2 import StorageView
    from ctranslate2.models import WhisperGenerationResult
    from faster_whisper.tokenizer import Tokenizer

WINDOWS = (8, 15, 30)
"""Seconds of sound that are decoded at once: a command fits the first, much faster than Whisper's own 30."""
LONG_WINDOW = WINDOWS[-1]
SPARE = 1.0
"""Seconds of a short window that must stay silent, else the model does not notice the end."""

FRAMES_PER_SECOND = 100
TIMESTAMP = 0.02
"""Seconds that one step of Whisper's time tokens stands for."""
LAST_WORD = 0.4
"""Seconds before the end of the sound in which nobody begins a new sentence."""
MOST_DOUBT = 1.8
"""Twice the probability of no speech, and how unlikely the text is: measured, all that is read rightly lies
below 1.75, and what is read into music, humming and many voices at once lies above 1.8."""
LEAST_TOKENS, TOKENS_PER_SECOND = 12, 7
"""Nobody speaks faster: what is longer is the model repeating itself."""
BEAMS = 12
"""Wordings that are looked for where the likeliest makes no sense; half of them differ in their spelling only.
Of 125 sentences misread, 5 held 70 as they were said, 8 held 88, and 12 held 94."""
MOST_ALIKE = 4
"""The same token so often in a row may have been said: "1 1 1 1"."""
UNLOOPING = 1.3
"""By so much a token is less likely that was written already, where the model does not get on."""
MOST_MORE = 4
"""Tokens that another wording may be longer: beams go astray in repeats."""
CLEAR = 0.4
"""Probability below which a word may be misheard. Of 781 sentences that Piper's voice joe said, a fifth held
such a word, and half of those that came out wrong."""
DOUBTFUL = 0.75
"""Nats that another number may be less likely: of those said by the voices that we tune on, such a one was
wrong about as often as right."""
MOST_HINTS = 150
"""Tokens of vocabulary: each makes decoding a little slower."""


class Recogniser(Protocol):
    def hear(self, samples: Samples, vocabulary: str = "", language: str | None = None) -> Heard:
        """What one utterance at the ear's rate says.

        ``vocabulary`` is text with words that are likely here; ``language`` an ISO 639-1 code, where there is
        a choice.
        """
        ...


@dataclass(frozen=True)
class Sound:
    """At most `LONG_WINDOW` seconds, ready to be decoded, and what is to be expected of them."""

    encoded: StorageView
    seconds: float
    hints: list[int]
    tokenizer: Tokenizer
    short: bool


class WhisperRecogniser:
    """Whisper through faster-whisper, whose model lies in ``folder`` until it is loaded.

    ``language`` is what a multilingual model hears unless a session says another.
    """

    def __init__(self, folder: Path, language: str = "en") -> None:
        from faster_whisper import WhisperModel

        self._whisper = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=min(4, os.cpu_count() or 1),
            local_files_only=True,
        )
        self._numerals = Numerals(self._whisper.hf_tokenizer.get_vocab())
        self._languages = frozenset(self._whisper.supported_languages)
        if language not in self._languages:
            raise ConfigurationError(
                f"The recogniser does not know the language {language!r}.",
                f"The model knows {', '.join(sorted(self._languages))}.",
                "Name a multilingual faster-whisper model with --recogniser.",
            )
        self._language = language

    def knows(self, language: str) -> bool:
        return language in self._languages

    def hear(self, samples: Samples, vocabulary: str = "", language: str | None = None) -> Heard:
        step = LONG_WINDOW * EAR_RATE
        heard = [
            self._likeliest(self._encoded(samples[at : at + step], vocabulary, language))
            for at in range(0, len(samples), step)
        ]
        return heard[0] if len(heard) == 1 else Heard(" ".join(one.text for one in heard if one.text))

    def _encoded(self, samples: Samples, vocabulary: str, language: str | None) -> Sound:
        tokenizer = self._tokenizer(language if language in self._languages else self._language)
        hints = tokenizer.encode(f" {vocabulary}")[:MOST_HINTS] if vocabulary else []
        length = len(samples) / EAR_RATE
        seconds = next((window for window in WINDOWS if length <= window - SPARE), LONG_WINDOW)
        padded = np.pad(samples, (0, seconds * EAR_RATE - len(samples)))
        features = self._whisper.feature_extractor(padded)[:, : seconds * FRAMES_PER_SECOND]
        return Sound(self._whisper.encode(features), length, hints, tokenizer, seconds < LONG_WINDOW)

    def _likeliest(self, sound: Sound) -> Heard:
        # A second beam costs a third more, and reads hardly better.
        prompt = self._whisper.get_prompt(sound.tokenizer, sound.hints)
        longest = LEAST_TOKENS + int(TOKENS_PER_SECOND * sound.seconds)
        result = self._decoded(sound, prompt, longest, beam_size=1, return_logits_vocab=True)
        if _stammers(result.sequences_ids[0]):
            result = self._decoded(
                sound, prompt, longest, beam_size=1, return_logits_vocab=True, repetition_penalty=UNLOOPING
            )
        if 2 * result.no_speech_prob - result.scores[0] > MOST_DOUBT:
            return Heard("")
        tokens = result.sequences_ids[0]
        text = _text(tokens, sound)
        if not text:
            return Heard("")
        logits = [np.array(scores).ravel() for scores in result.logits[0]]
        rivals = [
            one
            for other, behind in self._numerals.rivals(tokens, logits, DOUBTFUL)
            if (one := Wording(_text(other, sound), -behind)).text != text
        ]
        sure = not rivals and _least(tokens, logits, sound.tokenizer.timestamp_begin) >= CLEAR
        most_tokens = len(sound.tokenizer.encode(f" {text}")) + MOST_MORE
        return Heard(text, sure, others=partial(self._wordings, sound, most_tokens, rivals))

    def _wordings(self, sound: Sound, longest: int, rivals: Sequence[Wording]) -> list[Wording]:
        # With time tokens the beams would differ in them alone.
        prompt = self._whisper.get_prompt(sound.tokenizer, sound.hints, without_timestamps=True)
        result = self._decoded(sound, prompt, longest, beam_size=BEAMS, num_hypotheses=BEAMS)
        found = zip(result.sequences_ids, result.scores, strict=True)
        # A score is the mean over the tokens.
        beams = [
            Wording(_text(tokens, sound), score * len(tokens))
            for tokens, score in found
            if len(tokens) < longest
        ]
        most = max((one.likelihood for one in beams), default=0.0)
        return [*beams, *(replace(one, likelihood=most + one.likelihood) for one in rivals)]

    def _decoded(self, sound: Sound, prompt: list[int], longest: int, **how: float) -> WhisperGenerationResult:
        return self._whisper.model.generate(
            sound.encoded,
            [prompt],
            max_length=len(prompt) + longest,
            suppress_blank=True,
            suppress_tokens=_silenced(sound.tokenizer),
            return_no_speech_prob=True,
            return_scores=True,
            **how,
        )[0]

    @lru_cache  # noqa: B019 - as many entries as there are languages, in an object that lives as long as we do
    def _tokenizer(self, language: str) -> Tokenizer:
        from faster_whisper.tokenizer import Tokenizer

        multilingual = self._whisper.model.is_multilingual
        task = "transcribe" if multilingual else None
        return Tokenizer(self._whisper.hf_tokenizer, multilingual, task, language if multilingual else None)


def _text(tokens: Sequence[int], sound: Sound) -> str:
    said = _spoken_tokens(tokens, sound.tokenizer.timestamp_begin, sound.seconds)
    text: str = sound.tokenizer.decode(list(said)).strip()
    return drop_repeat(text) if sound.short else text


def _stammers(tokens: Sequence[int]) -> bool:
    """The model does not get on: "for 1 1 1 1 1 1"; what it repeats as a whole is none of this."""
    return max((len(list(run)) for _, run in groupby(tokens)), default=0) > MOST_ALIKE


def _least(tokens: Sequence[int], logits: Sequence[NDArray[np.float32]], first_time: int) -> float:
    """The probability of the token of a word that is least likely."""
    heard = [(scores, token) for scores, token in zip(logits, tokens, strict=False) if token < first_time]
    return min((_probability(*one) for one in heard), default=1.0)


def _probability(scores: NDArray[np.float32], token: int) -> float:
    return float(np.exp(scores[token] - np.logaddexp.reduce(scores)))


def _spoken_tokens(tokens: Iterable[int], first_time: int, length: float) -> Iterator[int]:
    """The words, as far as they are sound: what is read from the silence after it is a repeat."""
    spoken = False
    for token in tokens:
        if token < first_time:
            spoken = True
            yield token
        elif spoken and (token - first_time) * TIMESTAMP > length - LAST_WORD:
            return


def _silenced(tokenizer: Tokenizer) -> list[int]:
    """Control tokens, and what Whisper writes for sounds: brackets, asterisks, notes of music."""
    names = ("transcribe", "translate", "sot", "sot_prev", "sot_lm", "no_speech")
    return [*tokenizer.non_speech_tokens, *(getattr(tokenizer, name) for name in names)]
