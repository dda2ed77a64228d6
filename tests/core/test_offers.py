import httpx
import pytest

from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.offers import post_offer

BASE = "https://api.example.test/v1"
OFFER, ANSWER = "v=0\r\noffer", "v=0\r\nanswer"


async def posted(answer, session=None):
    asked = []

    def handle(request):
        asked.append(request)
        return answer(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as http:
        return await post_offer(http, BASE, "ek_1", OFFER, session), asked


async def test_with_a_client_secret_the_offer_goes_alone():
    answer, (asked,) = await posted(lambda request: httpx.Response(201, text=ANSWER))
    assert (answer.sdp, answer.took_session) == (ANSWER, False)
    assert (asked.headers["Content-Type"], asked.content.decode()) == ("application/sdp", OFFER)
    assert asked.headers["Authorization"] == "Bearer ek_1"


async def test_a_session_goes_along_where_it_is_taken():
    answer, (asked,) = await posted(lambda request: httpx.Response(201, text=ANSWER), {"type": "realtime"})
    assert answer.took_session is True
    assert asked.headers["Content-Type"].startswith("multipart/form-data")


async def test_and_stays_behind_where_it_is_not():
    def only_sdp(request):
        kind = request.headers["Content-Type"]
        return httpx.Response(201, text=ANSWER) if kind == "application/sdp" else httpx.Response(415)

    answer, asked = await posted(only_sdp, {"type": "realtime"})
    assert (answer.sdp, answer.took_session, len(asked)) == (ANSWER, False, 2)


async def test_a_provider_that_takes_neither_is_quoted():
    with pytest.raises(ProviderError, match="answered 415: neither"):
        await posted(lambda request: httpx.Response(415, text="neither"), {"type": "realtime"})
