import json

from navai_jupyter.core.failure import explain


def raised(function, *arguments):
    try:
        function(*arguments)
    except BaseException as error:
        return error


def test_the_last_own_line_is_named():
    def read():
        return json.loads("{")

    assert explain(raised(read)).endswith('return json.loads("{"))')
    assert explain(raised(read)).startswith("JSONDecodeError: ")


def test_keys_are_not_repeated():
    def connect():
        raise ValueError("refused: sk-proj-abcdef123456 and ek_abcdef123, Authorization: Bearer abc.def")

    words = explain(raised(connect)).split(" (")[0]
    assert words == "ValueError: refused: … and …, Authorization: Bearer …"


def test_an_error_without_words():
    assert explain(KeyboardInterrupt()) == "KeyboardInterrupt"
