from navai_jupyter.core.wire import ExecuteRequest
from tests.conformance import CALLS, CELL, check, check_list, request


async def test_over_the_kernel_channel(kernel, clients):
    assert not (await kernel.run(CELL)).error
    check_list((await clients.list("k")).model_dump(), "kernel")
    for number, case in enumerate(CALLS):
        call = ExecuteRequest(**request(case), session_id="s", call_id=str(number))
        check(case, (await clients.execute("k", call)).model_dump(), "kernel")
