"""Opens a WebSocket to a provider: through the proxy of the environment, and with words where it fails."""

from __future__ import annotations

import functools
import logging
import ssl
from urllib.parse import urlencode

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidProxy, InvalidStatus, ProxyError, WebSocketException
from websockets.http11 import Response

from navai_jupyter.client.transport import CONNECT_SECONDS
from navai_jupyter.core.asking import no_answer, proxy_problem
from navai_jupyter.core.proxy import proxy_for
from navai_jupyter.core.refusal import refusal

PING_SECONDS, PONG_SECONDS = 15.0, 25.0
"""A provider that is gone without a word is noticed within their sum."""
MAX_MESSAGE_BYTES = 16 * 2**20
MOST_FRAMES = 256
"""What is read ahead of whoever takes it: a long answer waits here, and not in front of a pong."""

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)  # its debug output is made of headers, and the key is in one


async def open_socket(base_url: str, key: str, model: str) -> ClientConnection:
    """A session at ``base_url``, which includes the version (http or https); raises `ProviderError`."""
    url = f"{base_url}/realtime?{urlencode({'model': model})}"
    try:
        return await _Connection(
            f"ws{url.removeprefix('http')}",
            additional_headers={"Authorization": f"Bearer {key}"} if key else {},
            compression=None,  # it would cost more time than it saves on sound
            max_size=MAX_MESSAGE_BYTES,
            max_queue=MOST_FRAMES,
            open_timeout=CONNECT_SECONDS,
            ping_interval=PING_SECONDS,
            ping_timeout=PONG_SECONDS,
            close_timeout=2,
            proxy=proxy_for(url),
            ssl=_trusted() if url.startswith("https:") else None,
            logger=log,
        )
    except InvalidStatus as error:
        raise refusal(_as_httpx(error.response, url), key) from None
    except (ProxyError, InvalidProxy) as error:
        raise proxy_problem(httpx.URL(url).host, str(error)) from None
    except (OSError, WebSocketException) as error:
        raise no_answer(url, error, key) from None


@functools.cache
def _trusted() -> ssl.SSLContext:
    """The certificates that HTTP requests trust, SSL_CERT_FILE included."""
    return httpx.create_ssl_context()


class _Connection(connect):
    def process_redirect(self, exc: Exception) -> Exception:
        """Follow none: the key is for the address that was configured."""
        return exc


def _as_httpx(answer: Response, url: str) -> httpx.Response:
    headers = [
        (name, value) for name, value in answer.headers.raw_items() if name.lower() != "content-encoding"
    ]
    request = httpx.Request("GET", url)
    return httpx.Response(answer.status_code, headers=headers, content=bytes(answer.body), request=request)
