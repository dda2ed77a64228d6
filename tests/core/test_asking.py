import httpx
import pytest

from navai_jupyter.core.asking import ask_provider
from navai_jupyter.core.errors import ProviderError

KEY = "sk-proj-canary-4711"
BASE = "https://api.example.test/v1"


def answering(status, body):
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json=body)

    return httpx.AsyncClient(transport=httpx.MockTransport(handle))


@pytest.mark.parametrize(
    ("status", "code"), [(401, "key_refused"), (404, "provider_route"), (429, "quota"), (500, "provider")]
)
async def test_a_refusal_says_why_without_the_key(status, code):
    body = {"error": {"message": f"Incorrect API key provided: {KEY}.", "code": "x"}}
    async with answering(status, body) as http:
        with pytest.raises(ProviderError) as caught:
            await ask_provider(http, f"{BASE}/realtime/client_secrets", KEY)
    assert caught.value.code == code
    assert f"answered {status}: Incorrect API key provided" in caught.value.why
    assert KEY not in str(caught.value.problem())


async def test_a_long_refusal_is_cut_behind_the_key_not_inside():
    key = "0123456789" * 4
    async with answering(400, {"error": {"message": "." * 280 + key}}) as http:
        with pytest.raises(ProviderError) as caught:
            await ask_provider(http, f"{BASE}/realtime/client_secrets", key)
    assert "0123" not in str(caught.value)


async def test_nobody_there():
    async with httpx.AsyncClient() as http:
        with pytest.raises(ProviderError) as caught:
            await ask_provider(http, "http://127.0.0.1:9/v1/realtime/calls", KEY)
    assert caught.value.code == "provider_unreachable"
    assert "NAVAI_PROVIDER" in caught.value.fix
