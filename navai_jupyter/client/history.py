"""The conversation as the provider knows it, in a form that a new connection can be given."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from navai_jupyter.client.audio import RATE, SAMPLE_BYTES
from navai_jupyter.client.transport import Event

MOST_ITEMS = 400
"""What a new connection is told at most; the oldest are forgotten."""
Key = tuple[str, str]
"""The connection in which a call was made, and its call id there."""
MS_PER_CHARACTER = 65
"""The pace of speech, where nobody counted its samples."""
RUNNING = "running"
"""The output of a call that has none yet."""
Outputs = Callable[[Key], str | None]


@dataclass
class Entry:
    """One item; ``text`` is what was said, typed or spoken, ``own_id`` what later connections call it."""

    item: dict[str, Any]
    text: str = ""
    audio_ms: float = 0.0
    call: Key | None = None
    own_id: str = field(default_factory=lambda: f"item_{secrets.token_hex(8)}")


@dataclass
class History:
    entries: dict[str, Entry] = field(default_factory=dict)

    def take(self, event: Event, connection_id: str) -> None:
        """Follow one server event."""
        match event:
            case {"type": "conversation.item.added" | "conversation.item.created", "item": item}:
                self.place(item, connection_id, event.get("previous_item_id"))
            case {"type": "conversation.item.done" | "response.output_item.done", "item": item}:
                self.place(item, connection_id)
            case {"type": "response.done", "response": {"output": items}}:
                for item in items:
                    self.place(item, connection_id)
            case {
                "type": "conversation.item.input_audio_transcription.completed"
                | "response.output_audio_transcript.done",
                "item_id": item_id,
                "transcript": text,
            }:
                self._entry(item_id).text = text.strip()
            case {"type": "response.output_text.done", "item_id": item_id, "text": text}:
                self._entry(item_id).text = text.strip()
            case {
                "type": "response.output_audio_transcript.delta" | "response.output_text.delta",
                "item_id": item_id,
                "delta": delta,
            }:
                self._entry(item_id).text += delta
            case {"type": "response.output_audio.delta", "item_id": item_id, "delta": delta}:
                self._entry(item_id).audio_ms += len(base64.b64decode(delta)) / SAMPLE_BYTES / RATE * 1000
            case {"type": "conversation.item.truncated", "item_id": item_id, "audio_end_ms": heard}:
                self._cut(self._entry(item_id), heard)
            case {"type": "conversation.item.deleted", "item_id": item_id}:
                self.entries.pop(item_id, None)

    def place(self, item: dict[str, Any], connection_id: str, after: str | None = None) -> None:
        """Add an item, or learn more of a known one; its place is behind ``after``, else at the end."""
        if item["type"] == "function_call_output":
            return  # the calls know their outputs
        known = self.entries.get(item["id"])
        if known is not None:
            known.item = {**known.item, **item}
            known.text = known.text or _words(item)
            return
        entry = Entry(item, _words(item))
        if item["type"] == "function_call":
            entry.call = (connection_id, item["call_id"])
        self._keep(item["id"], entry)
        if after in self.entries and after != next(reversed(self.entries)):
            self._move_behind(item["id"], after)

    def type(self, text: str) -> dict[str, Any]:
        """Add what the person typed; answers the item for the provider."""
        entry = Entry(message("user", text), text)
        entry.item["id"] = entry.own_id
        self._keep(entry.own_id, entry)
        return entry.item

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Who said what, in order."""
        said = ((e.item["role"], e.text) for e in self.entries.values() if e.item.get("type") == "message")
        return tuple((role, text) for role, text in said if text)

    def replay(self, outputs: Outputs) -> list[dict[str, Any]]:
        """The items for a new conversation: what was said as text, and each call with its output.

        A call without an output never ran: it is left out, for the model to call again.
        """
        items: list[dict[str, Any]] = []
        for entry in self.entries.values():
            if entry.call is not None:
                items += self.call_items(entry.call, outputs(entry.call))
            elif entry.text:
                items.append({**message(entry.item["role"], entry.text), "id": entry.own_id})
        return items

    def adopt(self) -> None:
        """From now on the items are called as `replay` called them.

        A provider that counts its items would give some of their old ids to others.
        """
        self.entries = {entry.own_id: entry for entry in self.entries.values()}
        for item_id, entry in self.entries.items():
            entry.item = {**entry.item, "id": item_id}

    def call_items(self, key: Key, output: str | None) -> list[dict[str, Any]]:
        """A call with its output, as if the model had just made it; a running one is only told."""
        entry = next((e for e in self.entries.values() if e.call == key), None)
        if entry is None or output is None:
            return []
        item = entry.item
        if output is RUNNING:
            name = item["name"]
            return [message("system", f"{name} was called and is still running; its result will follow.")]
        # Two connections may have used the same call id, and the protocol takes 32 characters.
        call_id = f"{key[0][:8]}_{key[1][-23:]}"
        call = {name: item[name] for name in ("type", "name", "arguments")}
        return [
            {**call, "id": entry.own_id, "call_id": call_id},
            {"type": "function_call_output", "call_id": call_id, "output": output},
        ]

    def lose_connection(self) -> None:
        """Forget half an answer: the next connection gives a whole one."""
        for item_id, entry in list(self.entries.items()):
            if entry.item.get("role") == "assistant" and entry.item.get("status") == "in_progress":
                del self.entries[item_id]

    @property
    def awaits_answer(self) -> bool:
        """The last word was the person's, or a function's."""
        last = next(reversed(self.entries.values()), None)
        return last is not None and last.item.get("role") != "assistant"

    def _keep(self, item_id: str, entry: Entry) -> None:
        self.entries[item_id] = entry
        while len(self.entries) > MOST_ITEMS:
            del self.entries[next(iter(self.entries))]

    def _entry(self, item_id: str) -> Entry:
        """That of the item; a provider that never announced it gets a place to write to all the same."""
        return self.entries.get(item_id) or Entry({})

    def _cut(self, entry: Entry, heard_ms: float) -> None:
        """Keep the words that were heard, as far as their share of the sound tells."""
        whole_ms = entry.audio_ms or len(entry.text) * MS_PER_CHARACTER
        kept = entry.text[: int(len(entry.text) * min(1.0, heard_ms / whole_ms))] if whole_ms else ""
        entry.text = kept if kept == entry.text else kept.rpartition(" ")[0]

    def _move_behind(self, item_id: str, after: str) -> None:
        moved = self.entries.pop(item_id)
        order = list(self.entries.items())
        at = [known for known, _ in order].index(after) + 1
        self.entries = dict([*order[:at], (item_id, moved), *order[at:]])


def message(role: str, text: str) -> dict[str, Any]:
    kind = "output_text" if role == "assistant" else "input_text"
    return {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}


def _words(item: dict[str, Any]) -> str:
    parts = item.get("content") or []
    return " ".join(part.get("text") or part.get("transcript") or "" for part in parts).strip()
