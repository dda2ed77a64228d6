"""Who asks for a session, and for what kind of one."""

from __future__ import annotations

from jupyter_server.base.handlers import JupyterHandler

from navai_jupyter.core.wire import ClientSecretRequest


def person(handler: JupyterHandler) -> str:
    """Requests by token have no cookie, so Jupyter names each of them anew; they count as one person."""
    return "token" if handler.token_authenticated else str(handler.current_user.username)


def asked_session(handler: JupyterHandler) -> ClientSecretRequest:
    """The query's choices, by the client-secret route's names; a key has no place in a URL."""
    names = [
        field.alias or name for name, field in ClientSecretRequest.model_fields.items() if name != "api_key"
    ]
    return ClientSecretRequest.model_validate({name: handler.get_query_argument(name, None) for name in names})
