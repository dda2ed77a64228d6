import json

from navai_jupyter.client.tools import Tools
from navai_jupyter.core.registry import Registry


def tune_piano(room: str, ctx: str = "") -> str:
    """Tune the piano in a room."""
    return f"tuned in the {room}"


def crowd():
    """A registry with more functions than a model can be told of."""
    registry = Registry("kernel")
    for number in range(200):
        registry.register(lambda: None, name=f"function_{number}", description="x" * 60)
    registry.register(tune_piano)
    return registry


def tools_of(registry, used=None):
    return Tools(registry, registry.describe().items, None, [], used={} if used is None else used)


def names(tools):
    return [tool["name"] for tool in tools.definitions()]


async def run(tools, name, **arguments):
    return (await tools.run(name, json.dumps(arguments), "s", f"{name} {arguments}")).answer


async def test_what_has_no_tool_is_found_and_called():
    tools = tools_of(crowd())
    assert {"voice_find_function", "function_0"} <= set(names(tools))
    assert "tune_piano" not in names(tools)
    (found,) = (await run(tools, "voice_find_function", query="tune the piano"))["functions"]
    assert (found["name"], found["parameters"]["required"]) == ("tune_piano", ["room"])
    answer = await run(tools, "execute_app_function", function_name=found["name"], payload={"room": "hall"})
    assert answer["result"] == "tuned in the hall"


async def test_what_was_called_keeps_a_tool():
    used: dict[str, None] = {}
    tools = tools_of(crowd(), used)
    await run(tools, "execute_app_function", function_name="tune_piano", payload={"room": "hall"})
    assert "tune_piano" in names(tools_of(crowd(), used))


async def test_an_unknown_name_is_answered_with_those_that_come_near():
    answer = await run(tools_of(crowd()), "execute_app_function", function_name="tune_pianos")
    assert answer["available_functions"] == ["tune_piano"]


def test_few_functions_need_no_search():
    registry = Registry("kernel")
    registry.register(tune_piano)
    assert names(tools_of(registry)) == ["navigate_to", "execute_app_function", "tune_piano"]


def test_functions_that_can_have_no_tool_take_no_room_from_the_others():
    registry = Registry("kernel")
    for number in range(100):
        registry.register(lambda: None, name=f"{'long_' * 20}{number}", description="x" * 200)
    registry.register(tune_piano)
    assert names(tools_of(registry)) == ["navigate_to", "execute_app_function", "tune_piano"]


async def test_what_is_found_is_measured_by_its_characters_in_any_script():
    registry = crowd()
    registry.register(lambda: None, name="tune_violin", description="調律" * 1_000)
    (found,) = (await run(tools_of(registry), "voice_find_function", query="violin"))["functions"]
    assert found["name"] == "tune_violin"
