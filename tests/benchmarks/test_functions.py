from navai_jupyter.core.wire import ExecuteRequest
from tests.benchmarks.functions import ALL, catalogue, registered, sentences


def test_there_are_as_many_functions_as_the_bench_says():
    assert len({info.name for info in catalogue(ALL)}) == ALL


async def test_each_sentence_means_a_call_that_would_run():
    for one in sentences():
        request = ExecuteRequest(function_name=one.name, payload=one.arguments)
        answer = await registered(ALL).execute(request)
        assert answer.ok, (one.text, answer.details)
