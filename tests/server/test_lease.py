"""Two browsers on one server: in a kernel one of them acts."""

import json

from tests.server.test_functions import post, refused, start_kernel


async def lease(jp_fetch, lease_id, act="renew", **kernel):
    body = {"lease_id": lease_id, "holder": f"{lease_id}.ipynb", "act": act, **kernel}
    return json.loads((await post(jp_fetch, "lease", **body)).body)


async def test_one_calls_and_the_other_is_told_who_does(jp_fetch, jp_serverapp):
    kernel = {"kernel_id": await start_kernel(jp_serverapp)}
    add = {"function_name": "add", "payload": {"a": 2, "b": 3}, **kernel}
    assert await lease(jp_fetch, "first", **kernel) == {"held": True, "holder": "first.ipynb"}
    assert await lease(jp_fetch, "second", **kernel) == {"held": False, "holder": "first.ipynb"}
    assert json.loads((await post(jp_fetch, "execute", lease_id="first", **add)).body)["result"] == 5
    _, problem = await refused(post(jp_fetch, "execute", lease_id="second", **add))
    assert (problem["code"], "first.ipynb" in problem["error"]) == ("leased", True)
    assert (await lease(jp_fetch, "second", "take", **kernel))["held"]
    assert json.loads((await post(jp_fetch, "execute", lease_id="second", **add)).body)["result"] == 5


async def test_the_servers_own_functions_are_everybodys(jp_fetch):
    assert (await lease(jp_fetch, "first"))["held"]
    assert (await lease(jp_fetch, "second"))["held"]


async def test_a_kernel_that_is_not_there_and_a_request_that_does_not_fit(jp_fetch):
    body = {"lease_id": "first", "kernel_id": "gone"}
    assert (await refused(post(jp_fetch, "lease", **body)))[1]["code"] == "no_kernel"
    assert (await refused(post(jp_fetch, "lease", lease_id="")))[1]["code"] == "bad_request"
