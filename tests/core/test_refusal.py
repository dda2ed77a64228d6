import httpx
import pytest

from navai_jupyter.core.refusal import refusal

KEY = "sk-proj-canary-4711"
CALLS = "https://api.example.test/v1/realtime/calls"


def refused(status, json=None, **answer):
    request = httpx.Request("POST", CALLS)
    return refusal(httpx.Response(status, json=json, request=request, **answer), KEY)


@pytest.mark.parametrize(
    ("status", "code", "name"),
    [
        (400, "", "session_refused"),
        (401, "", "key_refused"),
        (403, "", "key_refused"),
        (404, "", "provider_route"),
        (404, "model_not_found", "model_unknown"),
        (405, "", "provider_route"),
        (429, "", "rate_limited"),
        (429, "insufficient_quota", "quota"),
        (500, "", "provider"),
        (503, "", "provider"),
        (418, "", "provider"),
    ],
)
def test_a_refusal_says_why_without_the_key(status, code, name):
    problem = refused(status, {"error": {"message": f"Incorrect API key provided: {KEY}.", "code": code}})
    assert problem.code == name
    assert f"api.example.test answered {status}: Incorrect API key provided" in problem.why
    assert KEY not in str(problem.problem())


def test_a_missing_route_is_named():
    assert refused(404).error == "This provider has no /v1/realtime/calls."


def test_a_provider_may_say_how_long_to_wait():
    assert refused(429, headers={"Retry-After": "17"}).fix == "Wait 17 s, then try again."
    assert refused(429, headers={"Retry-After": "Fri, 31 Dec 2027 23:59:59 GMT"}).fix.startswith(
        "Wait a little"
    )


@pytest.mark.parametrize(
    "location", ["https://login.example.test/start?next=secret", "//login.example.test/start"]
)
def test_a_redirect_is_told_and_not_followed(location):
    problem = refused(302, headers={"Location": location})
    assert problem.code == "provider_redirect"
    assert "https://login.example.test/start," in problem.fix
    assert "secret" not in problem.fix


def test_of_a_web_page_the_title_is_told():
    page = (
        "<!doctype html><html><head><title> 502 Bad\nGateway </title></head><body><h1>nginx</h1></body></html>"
    )
    assert refused(502, html=page).why == "api.example.test answered 502: a web page, “502 Bad\nGateway”"


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"\xff\xfe", b'{"error": {"message": null}}'])
def test_any_body_will_do(body):
    assert refused(500, content=body).why.startswith("api.example.test answered 500")


def test_a_long_message_is_cut_behind_the_key_not_inside():
    key = "0123456789" * 4
    answer = httpx.Response(
        400, json={"error": {"message": "." * 250 + key}}, request=httpx.Request("POST", CALLS)
    )
    assert "0123" not in str(refusal(answer, key))


def test_other_servers_put_their_words_elsewhere():
    assert refused(422, {"detail": "voice: not one of mine"}).why.endswith("voice: not one of mine")
    assert refused(400, {"error": "No SDP here."}).why.endswith("No SDP here.")
