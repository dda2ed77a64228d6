import pytest


async def test_functions_routes_and_status(kernel):
    await kernel.run("@navai.function\ndef add(a: int, b: int):\n    'Add.'\n    return a + b")
    await kernel.run("navai.route('results', '#Results')")
    assert "add(a: integer, b: integer)  Add." in (await kernel.run("%navai functions")).text
    assert "results      #Results" in (await kernel.run("%navai routes")).text
    status = (await kernel.run("%navai status")).text
    assert "functions                    1" in status
    assert "channel                      open" in status


async def test_try_shows_what_a_session_would_get(kernel):
    await kernel.run(
        "@navai.function\ndef greet(name: str, times: int = 1):\n    print('hm')\n    return name * times"
    )
    cell = await kernel.run("%navai try greet name='a b' times=2")
    assert 'greet → "a ba b"' in cell.text
    assert "hm\n" in cell.text
    assert cell.contents("display_data")[0]["data"]["text/plain"] == "'a ba b'"
    assert "name: Field required" in (await kernel.run("%navai try greet times=2")).text
    assert "Registered: greet" in (await kernel.run("%navai try nope")).text


async def test_say_shows_what_was_heard_called_and_answered(kernel):
    await kernel.run(
        "import threading\n"
        "@navai.function(thread='main')\n"
        "def add(a: int, b: int):\n"
        "    'Add two numbers.'\n"
        "    return a + b if threading.current_thread() is threading.main_thread() else None"
    )
    shown = (await kernel.run('%navai say "add two and three"')).text.splitlines()
    assert shown[0] == "You    add two and three"
    assert shown[1].startswith("✓ add(a=2, b=3) → 5")
    assert shown[2] == "Agent  The result is 5."


async def test_navai_function_registers_what_the_cell_defines(kernel):
    cell = await kernel.run(
        "%%navai_function approval=session timeout=5\n"
        "FACTOR = 2\n"
        "def double(n: int):\n    return n * FACTOR\n"
        "async def triple(n: int):\n    return n * 3"
    )
    assert "Registered: double, triple" in cell.text
    assert (await kernel.run("[(f.name, f.approval, f.timeout) for f in navai.functions()]")).text == (
        "[('double', 'session', 5.0), ('triple', 'session', 5.0)]"
    )
    assert (await kernel.run("navai.call('double', n=4).result")).text == "8"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("%navai dance", "Accepted: functions, routes, status, try, say"),
        ("%navai routes now", "takes nothing behind it"),
        ("%navai try", "needs a function's name"),
        ("%navai try add 2", "write key=value"),
        ("%navai say", "needs a sentence"),
        ("%navai say what's new", "in double quotes"),
        ("%%navai_function speed=3\ndef f(): ...", "speed: unknown. Accepted: name"),
        ("%%navai_function description=it's\ndef f(): ...", "in double quotes"),
        ("%%navai_function\nx = 1", "The cell defines no function"),
        ("%%navai_function approval=perhaps\ndef f(): ...", "never, session, always"),
        ("%%navai_function\ndef f(:", "invalid syntax"),
        ("%%navai_function\n1/0\ndef f(): ...", "division by zero"),
    ],
)
async def test_mistakes_are_named(kernel, code, words):
    cell = await kernel.run(code)
    shown = cell.text + cell.error + "".join(str(content) for content in cell.contents("error"))
    assert words in shown
    assert (await kernel.run("len(navai.functions())")).text == "0"
