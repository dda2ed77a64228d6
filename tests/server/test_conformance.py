import json

import pytest

from tests.conformance import CALLS, CELL, SOURCE, check, check_list, request
from tests.server.test_functions import start_kernel


async def ask_each(jp_fetch, source, **more):
    for case in CALLS:
        body = json.dumps({**request(case), **more})
        reply = await jp_fetch("navai", "functions", "execute", method="POST", body=body, raise_error=False)
        assert reply.code == case.get("status", 200), case
        check(case, json.loads(reply.body), source)


@pytest.fixture
def _configured(settings, tmp_path):
    (tmp_path / "tools.py").write_text(SOURCE)
    settings |= {"functions_folders": "tools.py", "functions_base_dir": str(tmp_path)}


@pytest.mark.usefixtures("_configured")
async def test_over_http_to_the_server(jp_fetch):
    check_list(json.loads((await jp_fetch("navai", "functions")).body), "server")
    await ask_each(jp_fetch, "server")


async def test_over_http_to_a_kernel(jp_fetch, jp_serverapp):
    kernel_id = await start_kernel(jp_serverapp, CELL)
    listed = await jp_fetch("navai", "functions", params={"kernel_id": kernel_id})
    check_list(json.loads(listed.body), "kernel")
    await ask_each(jp_fetch, "kernel", kernel_id=kernel_id)
