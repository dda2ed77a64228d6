"""A head-less voice session: speech or text in, calls and a spoken answer out."""

from navai_jupyter.client.audio import Speech, load_speech, write_wav
from navai_jupyter.client.endpoint import Endpoint
from navai_jupyter.client.life import Life
from navai_jupyter.client.scripted import ScriptedTransport
from navai_jupyter.client.session import VoiceSession
from navai_jupyter.client.snapshot import Snapshot
from navai_jupyter.client.transport import Transport
from navai_jupyter.client.turn import Call, Latency, Turn
from navai_jupyter.client.webrtc import WebRTCTransport
from navai_jupyter.client.websocket import WebSocketTransport

__all__ = [
    "Call",
    "Endpoint",
    "Latency",
    "Life",
    "ScriptedTransport",
    "Snapshot",
    "Speech",
    "Transport",
    "Turn",
    "VoiceSession",
    "WebRTCTransport",
    "WebSocketTransport",
    "load_speech",
    "write_wav",
]
