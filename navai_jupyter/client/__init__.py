"""A head-less voice session: speech or text in, calls and a spoken answer out."""

from navai_jupyter.client.session import VoiceSession
from navai_jupyter.client.tools import Tools
from navai_jupyter.client.transport import Transport, WebSocketTransport
from navai_jupyter.client.turn import Call, Latency, Turn

__all__ = ["Call", "Latency", "Tools", "Transport", "Turn", "VoiceSession", "WebSocketTransport"]
