"""The calls of a session: each runs once, each is answered, and the answer outlives the connection."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from navai_jupyter.client.history import RUNNING, Key
from navai_jupyter.client.tools import Tools, refusal
from navai_jupyter.client.turn import Call
from navai_jupyter.core.errors import NavaiError

REMEMBERED = 512
CANCELLED = refusal("The call was cancelled.")


@dataclass
class Record:
    key: Key
    asked: tuple[str, str]
    tools: Tools = field(repr=False)
    work: asyncio.Task[Call] = field(repr=False)
    call: Call | None = None

    @property
    def name(self) -> str:
        return self.asked[0]

    @property
    def output(self) -> str:
        assert self.call is not None
        return json.dumps(self.call.answer)


class Calls:
    """The ledger. Its key is connection and call id: a provider may use an id again in its next session."""

    def __init__(self) -> None:
        self._records: OrderedDict[Key, Record] = OrderedDict()

    def open(self, connection_id: str, item: dict[str, Any], tools: Tools) -> Record | None:
        """Begin a call; None when it is known, because its event came twice."""
        key, asked = (connection_id, item["call_id"]), (item["name"], item["arguments"])
        known = self._records.get(key)
        if known is not None and known.asked == asked:
            return None
        if known is not None:
            return Record(key, asked, tools, asyncio.create_task(_used_before(item["name"])))
        record = Record(key, asked, tools, asyncio.create_task(tools.run(*asked, *key)))
        self._records[key] = record
        self._forget_oldest()
        return record

    async def finish(self, record: Record) -> Call:
        """Its answer, which a cancelled call has too."""
        await asyncio.wait({record.work})
        if record.work.cancelled():
            record.call = Call(record.name, {}, "kernel", 0.0, CANCELLED)
        else:
            record.call = record.work.result()
        return record.call

    async def cancel(self, call_id: str | None = None) -> int:
        """Answer running calls (one, or all) with `CANCELLED`, and ask their functions to end; how many?"""
        wanted = [record for record in self.running if call_id in (None, record.key[1])]
        for record in wanted:
            found = False
            with suppress(NavaiError):
                found = await record.tools.cancel(*record.key)
            if not found:
                record.work.cancel()
        return len(wanted)

    @property
    def running(self) -> list[Record]:
        return [record for record in self._records.values() if record.call is None]

    def output_of(self, key: Key) -> str | None:
        """What a new connection is told of an earlier call; None when it never ran."""
        record = self._records.get(key)
        if record is None:
            return None
        return record.output if record.call else RUNNING

    def _forget_oldest(self) -> None:
        answered = [key for key, record in self._records.items() if record.call is not None]
        for key in answered[: max(0, len(self._records) - REMEMBERED)]:
            del self._records[key]


async def _used_before(name: str) -> Call:
    return Call(name, {}, "kernel", 0.0, refusal("This call id was used before with other arguments."))
