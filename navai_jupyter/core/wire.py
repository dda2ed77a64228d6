"""Every message that crosses a process border, once.

The HTTP routes, the kernel channel and the page all read these models; ``js/src/core/wire.ts`` is generated
from them (``python -m navai_jupyter.core.wire_ts``). More fields may be added, none removed or renamed.
No field is named ``content``: ipykernel takes ``content.id`` inside a message for a request id.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, JsonValue

from navai_jupyter.core.wire_base import Wire
from navai_jupyter.core.wire_lease import KernelLease, LeaseState

PROTOCOL = 1
"""Version of the kernel channel; a page and a kernel that disagree say so instead of guessing."""

CONTROL_REQUEST = "navai_request"
"""Message type on the kernel's control channel."""
IOPUB_REPLY = "navai_reply"
"""Message type of the answer, on iopub."""
WRONG_INSTANCE = "wrong_instance"
"""Problem code of a kernel that refuses a call meant for the one before its restart."""
EVENTS_TARGET = "navai.events"
"""Comm target of the news that a kernel sends to the page."""

Source = Literal["page", "kernel", "server"]
Approval = Literal["never", "session", "always"]


class Problem(Wire):
    """A failure in the three parts that a person needs: what happened, why, what to do."""

    ok: Literal[False] = False
    code: str
    error: str
    why: str = ""
    fix: str = ""


# ---- GET /navai/config -------------------------------------------------------------------------


class EngineStatus(Wire):
    """State of the local engine's process; ``progress`` is 0–1 while models load.

    ``crashes`` counts how often it ended by itself, ``crash`` says how it did the last time.
    """

    state: Literal["off", "starting", "loading", "ready", "failed"]
    progress: float = 0.0
    detail: str = ""
    crashes: int = 0
    crash: str = ""


class FrontendConfig(Wire):
    """All that a front end may know about the provider; nothing in it is secret.

    ``chat`` is the host of the server that thinks for the local engine: it gets what is said as text;
    ``warnings`` tell what the person asked for and will not get.
    """

    provider: str
    label: str
    chat: str | None = None
    calls_url: str
    websocket_url: str | None = None
    mints_secrets: bool
    model: str
    voice: str
    instructions: str
    data_leaves_machine: bool
    engine: EngineStatus | None = None
    problem: Problem | None = None
    warnings: list[str] = Field(default_factory=list)


# ---- POST /navai/realtime/client-secret --------------------------------------------------------


class ClientSecretRequest(Wire):
    """NAVAI's body; every field is optional and beats the configured value, except for the key."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    model: str | None = None
    voice: str | None = None
    instructions: str | None = None
    language: str | None = None
    voice_accent: str | None = Field(default=None, alias="voiceAccent")
    voice_tone: str | None = Field(default=None, alias="voiceTone")
    api_key: str | None = Field(default=None, alias="apiKey", repr=False)


class ClientSecret(Wire):
    """A short-lived secret of the provider; ``expires_at`` is in unix seconds."""

    value: str = Field(repr=False)
    expires_at: int


# ---- Functions ---------------------------------------------------------------------------------


class FunctionInfo(Wire):
    """What a model and a person are told about one function; ``parameters`` is a JSON Schema object.

    ``instance`` is the process in which it runs; after a restart it is another. Calls of one that is ``queued``
    wait for the cell that runs, as its kernel does one thing at a time.
    """

    name: str
    description: str = ""
    source: Source
    parameters: dict[str, JsonValue] = Field(default_factory=dict)
    approval: Approval = "never"
    timeout: float = 60.0
    speak: bool = True
    queued: bool = False
    instance: str = ""


class RouteInfo(Wire):
    """A destination with a name; ``path`` is one of the route paths of the README."""

    name: str
    path: str
    description: str = ""
    synonyms: list[str] = Field(default_factory=list)


class AgentInfo(Wire):
    """An agent with functions of its own; one that is not primary takes over when ``handoff`` fits."""

    key: str
    name: str
    instructions: str = ""
    handoff: str = ""
    functions: list[str] = Field(default_factory=list)
    primary: bool = False


class FunctionList(Wire):
    """Answer of ``GET /navai/functions``; ``problem`` says why a kernel that answers has no functions."""

    items: list[FunctionInfo]
    warnings: list[str] = Field(default_factory=list)
    routes: list[RouteInfo] = Field(default_factory=list)
    agents: list[AgentInfo] = Field(default_factory=list)
    version: int = 0
    problem: Problem | None = None


class ExecuteRequest(Wire):
    """One call. ``(session_id, call_id)`` is the ledger's key: the same pair never runs twice.

    ``instance`` is that of the function: a process that was started since, and so forgot its ledger, refuses.
    ``lease_id`` is that of the browser, where it keeps a lease of the kernel.
    """

    function_name: str = ""
    payload: JsonValue = None
    kernel_id: str | None = None
    session_id: str = ""
    call_id: str = ""
    instance: str = ""
    lease_id: str = ""


class ExecuteResult(Wire):
    """The answer to every call, also to one that failed.

    ``result`` is small JSON for the model, ``display`` a MIME bundle of it for the person, ``displayed``
    bundles of what the function displayed itself, ``output`` what it printed, ``ms`` its running time.
    """

    ok: bool
    function_name: str
    source: Source = "kernel"
    result: JsonValue = None
    error: str | None = None
    details: str | None = None
    available_functions: list[str] | None = None
    display: dict[str, Any] | None = None
    displayed: list[dict[str, Any]] = Field(default_factory=list)
    output: str = ""
    ms: float = 0.0


class CancelRequest(Wire):
    kernel_id: str | None = None
    session_id: str = ""
    call_id: str


class CancelResult(Wire):
    """``found`` is false when no such call is running; ``stopped`` says whether the work itself ended."""

    ok: bool = True
    found: bool
    stopped: bool = False


class CallProgress(Wire):
    """Answer of ``GET /navai/functions/progress``: how far a call is, as far as that is known.

    ``ahead`` is how many it waits for in a kernel that does one thing at a time: calls, and the running cell.
    ``printed`` is the end of what it has printed.
    """

    fraction: float | None = None
    text: str = ""
    printed: str = ""
    ahead: int | None = None


# ---- Kernel channel (control request in, iopub reply out) --------------------------------------


class HelloRequest(Wire):
    type: Literal["hello"] = "hello"
    request_id: str


class ListRequest(Wire):
    type: Literal["list"] = "list"
    request_id: str


class KernelExecute(Wire):
    """``instance`` is whom the call is meant for; another one refuses it: a restart runs nothing twice."""

    type: Literal["execute"] = "execute"
    request_id: str
    call: ExecuteRequest
    instance: str | None = None


class KernelCancel(Wire):
    type: Literal["cancel"] = "cancel"
    request_id: str
    call: CancelRequest


KernelRequest = Annotated[
    HelloRequest | ListRequest | KernelExecute | KernelCancel | KernelLease, Field(discriminator="type")
]


class Hello(Wire):
    """Who answers: ``instance`` is new after each ``%load_ext`` in a new kernel process.

    ``waits`` says that requests on this way are read between cells only.
    """

    protocol: int = PROTOCOL
    instance: str
    waits: bool = False


class KernelReply(Wire):
    """Exactly one of the optional parts is set; each request is first acknowledged with a ``hello``."""

    request_id: str
    hello: Hello | None = None
    functions: FunctionList | None = None
    result: ExecuteResult | None = None
    cancelled: CancelResult | None = None
    lease: LeaseState | None = None
    problem: Problem | None = None


class CatalogueEvent(Wire):
    """News on the ``navai.events`` comm: the registry changed."""

    type: Literal["catalogue"] = "catalogue"
    instance: str
    version: int


class ProgressEvent(Wire):
    """News on the same comm: how far a running call is; ``fraction`` is 0–1, or unknown.

    ``printed`` is the end of what it has printed.
    """

    type: Literal["progress"] = "progress"
    instance: str
    session_id: str
    call_id: str
    fraction: float | None = None
    text: str = ""
    printed: str = ""
