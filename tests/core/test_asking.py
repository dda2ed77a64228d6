import httpx
import pytest

from navai_jupyter.core.asking import ask_provider, no_answer
from navai_jupyter.core.errors import ProviderError

KEY = "sk-proj-canary-4711"
CALLS = "https://api.example.test/v1/realtime/calls"


async def test_a_refusal_is_raised():
    transport = httpx.MockTransport(lambda request: httpx.Response(401, json={"error": {"message": "Who?"}}))
    async with httpx.AsyncClient(transport=transport) as http:
        with pytest.raises(ProviderError, match="answered 401: Who\\?"):
            await ask_provider(http, CALLS, KEY)


async def test_nobody_there():
    async with httpx.AsyncClient() as http:
        with pytest.raises(ProviderError) as caught:
            await ask_provider(http, "http://127.0.0.1:9/v1/realtime/calls", KEY)
    assert caught.value.code == "provider_unreachable"
    assert "NAVAI_PROVIDER" in caught.value.fix


@pytest.mark.parametrize(
    ("error", "code", "fix"),
    [
        (httpx.ReadTimeout("read"), "provider_timeout", "network"),
        (TimeoutError(), "provider_timeout", "network"),
        (httpx.ProxyError("407 Proxy Authentication Required"), "proxy", "HTTPS_PROXY"),
        (
            httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"),
            "provider_unreachable",
            "SSL_CERT_FILE",
        ),
        (httpx.LocalProtocolError(f"Illegal header {KEY}"), "provider_unreachable", "NAVAI_PROVIDER"),
    ],
)
def test_why_nothing_came(error, code, fix):
    problem = no_answer(CALLS, error, KEY)
    assert problem.code == code
    assert "api.example.test" in problem.error
    assert fix in problem.fix
    assert KEY not in str(problem)
