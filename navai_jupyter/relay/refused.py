"""How a page is told that there is no session: of a socket that is refused a browser learns nothing."""

from __future__ import annotations

import json

from navai_jupyter.core.errors import NavaiError


def refused(error: NavaiError) -> str:
    """An error event of the Realtime API that holds our `Problem` too."""
    problem = error.problem()
    told = {"type": "server_error", "code": problem.code, "message": problem.error}
    event = {"type": "error", "event_id": "navai_relay", "error": told, "problem": problem.model_dump()}
    return json.dumps(event)
