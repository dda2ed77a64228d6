import types

from navai_jupyter.core.offering import offer
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import ExecuteRequest
from tests.conformance import CALLS, SOURCE, check, check_list, request


async def test_in_process():
    registry, tools = Registry("server"), types.ModuleType("tools")
    exec(SOURCE, vars(tools))
    offer(registry, tools)
    check_list(registry.describe().model_dump(), "server")
    for case in CALLS:
        answer = await registry.execute(ExecuteRequest(**request(case)))
        check(case, answer.model_dump(), "server")
