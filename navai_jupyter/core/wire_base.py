"""What all messages that cross a process border have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """What one side does not know yet it leaves alone: it may be of another version."""

    model_config = ConfigDict(extra="ignore")
