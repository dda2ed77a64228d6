"""The effective session: what the engine really does, in the protocol's own shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, ValidationInfo, field_validator

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.formats import FormatName
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.problem import bad_field
from navai_jupyter.engine.speech.turns import HURRIED, Endpointing
from navai_jupyter.engine.voice import VOICE_NAME

MODEL = "navai-local"


class Part(BaseModel):
    """A piece of the protocol: types are exact, and a field that the protocol does not know is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PcmFormat(Part):
    type: Literal["audio/pcm"] = "audio/pcm"
    rate: Literal[24000] = 24000


class TelephoneFormat(Part):
    """G.711, always 8 kHz."""

    type: Literal["audio/pcmu", "audio/pcma"]


Format = Annotated[PcmFormat | TelephoneFormat, Field(discriminator="type")]


class Transcription(Part):
    """The recogniser is the engine's own; ``language``, ``prompt`` and ``keywords`` are kept for it."""

    model: str | None = None
    language: str | None = None
    languages: list[str] | None = None
    prompt: str | None = None
    keywords: list[str] | None = None
    delay: Literal["minimal", "low", "medium", "high", "xhigh"] | None = None


class TurnDetection(Part):
    create_response: bool = True
    interrupt_response: bool = True


class ServerVad(TurnDetection):
    type: Literal["server_vad"] = "server_vad"
    threshold: float = Field(default=0.5, ge=0.0, le=1.0)
    prefix_padding_ms: int = Field(default=300, ge=0, le=2000)
    silence_duration_ms: int = Field(default=500, ge=100, le=10_000)
    idle_timeout_ms: int | None = Field(default=None, ge=5_000, le=30_000)

    @property
    def endpointing(self) -> Endpointing:
        return Endpointing(self.threshold, self.prefix_padding_ms, self.silence_duration_ms)


class SemanticVad(TurnDetection):
    type: Literal["semantic_vad"]
    eagerness: Literal["low", "medium", "high", "auto"] = "auto"

    @property
    def endpointing(self) -> Endpointing:
        return HURRIED["medium" if self.eagerness == "auto" else self.eagerness]


class AudioInput(Part):
    format: Format = PcmFormat()
    transcription: Transcription | None = None
    noise_reduction: None = None
    turn_detection: Annotated[ServerVad | SemanticVad, Field(discriminator="type")] | None = ServerVad()

    @field_validator("noise_reduction", mode="before")
    @classmethod
    def _none_here(cls, _: object) -> None:
        return None


class AudioOutput(Part):
    format: Format = PcmFormat()
    voice: str = VOICE_NAME
    speed: float = Field(default=1.0, ge=0.25, le=1.5)

    @field_validator("voice", mode="before")
    @classmethod
    def _the_one_voice(cls, _: object, info: ValidationInfo) -> str:
        return str((info.context or {}).get("voice", VOICE_NAME))


class Audio(Part):
    input: AudioInput = AudioInput()
    output: AudioOutput = AudioOutput()


class Tool(Part):
    type: Literal["function"]
    name: str = Field(min_length=1)
    description: str = ""
    parameters: dict[str, JsonValue] = Field(default_factory=dict)


class ToolChoice(Part):
    type: Literal["function"]
    name: str


Modalities = Annotated[list[Literal["text", "audio"]], Field(min_length=1, max_length=1)]
AnyToolChoice = Literal["auto", "none", "required"] | ToolChoice
MostTokens = Annotated[int, Field(ge=1, le=4096)] | Literal["inf"]


class SessionConfig(Part):
    """Defaults are the engine's; every field is echoed as it takes effect."""

    type: Literal["realtime"] = "realtime"
    object: Literal["realtime.session"] = "realtime.session"
    id: str = Field(default_factory=lambda: new_id("sess"))
    expires_at: int | None = None  # unix seconds; null for a session that has not begun
    model: str = MODEL
    output_modalities: Modalities = ["audio"]
    instructions: str = ""
    tools: list[Tool] = Field(default_factory=list)
    tool_choice: AnyToolChoice = "auto"
    max_output_tokens: MostTokens = "inf"
    truncation: Literal["auto"] = "auto"
    parallel_tool_calls: bool = True
    # Understood by the provider only: accepted, and echoed as absent.
    tracing: None = None
    prompt: None = None
    include: None = None
    reasoning: None = None
    audio: Audio = Audio()

    @field_validator("tracing", "prompt", "include", "reasoning", mode="before")
    @classmethod
    def _none_here(cls, _: Any) -> None:
        return None

    @field_validator("parallel_tool_calls", mode="before")
    @classmethod
    def _unless_told(cls, value: Any) -> Any:
        return True if value is None else value

    @field_validator("model", "truncation", mode="before")
    @classmethod
    def _the_only_way_here(cls, _: Any, info: ValidationInfo) -> Any:
        return cls.model_fields[str(info.field_name)].default

    @classmethod
    def spoken_by(cls, voice: str) -> SessionConfig:
        """The default session of an engine with this voice, which no client can change."""
        return cls.model_validate({"audio": {"output": {"voice": voice}}}, context={"voice": voice})

    def wire(self) -> dict[str, Any]:
        return self.model_dump()

    def planner_tools(self) -> list[planner.Tool]:
        return [planner.Tool(tool.name, tool.description, tool.parameters) for tool in self.tools]

    @property
    def speaks(self) -> bool:
        return "audio" in self.output_modalities

    @property
    def language(self) -> str | None:
        """What the client says that people speak, as an ISO 639-1 code."""
        said = self.audio.input.transcription
        code = said and (said.language or next(iter(said.languages or ()), None))
        return code.lower()[:2] if code else None

    @property
    def input_format(self) -> FormatName:
        return self.audio.input.format.type

    @property
    def output_format(self) -> FormatName:
        return self.audio.output.format.type

    def updated(self, patch: Mapping[str, Any]) -> SessionConfig:
        """This session with the fields of a `session.update` replaced; raises `BadEvent`."""
        merged = _merge(self.model_dump(), {**patch, "id": self.id, "expires_at": self.expires_at})
        try:
            return SessionConfig.model_validate(merged, context={"voice": self.audio.output.voice})
        except ValidationError as error:
            raise bad_field(error, merged, "session") from error


# A turn detector or a format of another type shares no fields with the old one.
REPLACED_WHOLE = {"turn_detection", "format", "transcription", "tool_choice"}


def _merge(base: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in patch.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and key not in REPLACED_WHOLE:
            merged[key] = _merge(old, value)
        else:
            merged[key] = value
    return merged
