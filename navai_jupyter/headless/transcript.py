"""A turn as a person reads it."""

from __future__ import annotations

import json

from navai_jupyter.client import Turn


def describe(turn: Turn) -> str:
    """What was heard, called and answered, line by line."""
    lines = [f"You    {turn.transcript or '(nothing was heard)'}"]
    for call in turn.calls:
        arguments = ", ".join(f"{k}={json.dumps(v, ensure_ascii=False)}" for k, v in call.arguments.items())
        outcome = json.dumps(call.result, ensure_ascii=False)
        lines.append(f"{'✓' if call.ok else '✗'} {call.name}({arguments}) → {outcome}  {call.ms:.0f} ms")
    lines.append(f"Agent  {turn.reply or '(no words)'}")
    latency = turn.latency_ms
    if latency.speech_end_to_call is not None:
        lines.append(f"End of speech to call: {latency.speech_end_to_call:.0f} ms")
    if latency.speech_end_to_audio is not None:
        lines.append(f"End of speech to first audio: {latency.speech_end_to_audio:.0f} ms")
    return "\n".join(lines)
