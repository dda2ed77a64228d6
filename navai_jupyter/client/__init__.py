"""A head-less voice session: speech or text in, calls and a spoken answer out."""

from navai_jupyter.client.session import VoiceSession
from navai_jupyter.client.tools import Tools
from navai_jupyter.client.transport import Transport
from navai_jupyter.client.turn import Call, Latency, Turn
from navai_jupyter.client.websocket import WebSocketTransport

__all__ = ["Call", "Latency", "Tools", "Transport", "Turn", "VoiceSession", "WebSocketTransport"]
