"""What is said of a text that arrives in pieces, and when."""

import pytest

from navai_jupyter.engine.chat.hidden import Hidden
from navai_jupyter.engine.chat.markdown import read_aloud
from navai_jupyter.engine.chat.sentences import CODE, LONGEST, Sentences


def said(text, size):
    """All sentences of `text`, fed in pieces of `size` characters."""
    sentences = Sentences()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return [one for piece in pieces for one in sentences.feed(piece)] + list(sentences.end())


SIZES = pytest.mark.parametrize("size", [1, 3, 1000])


def test_a_sentence_is_said_while_the_next_is_written():
    sentences = Sentences()
    assert list(sentences.feed("The mean is 3.")) == []
    assert list(sentences.feed("5 today.")) == []
    assert list(sentences.feed(" That")) == ["The mean is 3.5 today."]
    assert list(sentences.feed(" is high.")) == []
    assert list(sentences.end()) == ["That is high."]


@SIZES
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four."]),
        ("Ask Dr. Smith, e.g. today. Then go.", ["Ask Dr. Smith, e.g. today.", "Then go."]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("Wait... what? Yes.", ["Wait...", "what?", "Yes."]),
        ("# Sales\n\n- north: **12**\n- south: *7*\n", ["Sales.", "north: 12.", "south: 7."]),
        ("1. Load it.\n2. Plot it.", ["1. Load it.", "2. Plot it."]),
        ("| a | b |\n|---|---|\n| 1.5 | 2 |\n", ["a, b.", "1.5, 2."]),
        ("Run this:\n```python\nx = 1. \nprint(x)\n```\nDone.", ["Run this:", CODE, "Done."]),
        ("**Done. All good.** Next.", ["Done.", "All good.", "Next."]),
        ("终わりました。次です。", ["终わりました。", "次です。"]),
        ("---\n***\n", []),
        ("", []),
    ],
)
def test_sentences_without_their_marks(text, expected, size):
    assert said(text, size) == expected


@SIZES
def test_a_sentence_without_end_is_cut_at_a_comma(size):
    text = ", ".join(["the region and its sales"] * 40)
    pieces = said(text, size)
    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.endswith(",") for piece in pieces[:-1])
    assert " ".join(pieces) == f"{text}."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("See [the docs](https://docs.test/a_b) now.", "See the docs now."),
        ("It is at https://www.docs.test/long/path?x=1 today.", "It is at docs.test today."),
        ("Call `load_sales` with `year=2024`.", "Call load_sales with year=2024."),
        ("The columns a_b and _c_ and 2 * 3 * 4.", "The columns a_b and c and 2 * 3 * 4."),
        ("**Bold**, *soft*, ***both*** and ~~gone~~.", "Bold, soft, both and gone."),
        ("It is 20 °C &amp; sunny. 🌞✨", "It is 20 °C & sunny."),
        ("> Quoted <b>word</b>", "Quoted word."),
        ("- [x] ready", "ready."),
        ("if a < b and c > d", "if a < b and c > d."),
        ("🎉", ""),
    ],
)
def test_marks_are_not_read_aloud(line, expected):
    assert read_aloud(line) == expected


@SIZES
@pytest.mark.parametrize(
    ("text", "shown", "calls"),
    [
        ("<think>Hmm, 2 < 3.</think>Yes.", "Yes.", []),
        ("<thinking>a</thinking>b<think>c</think>d", "bd", []),
        ("[THINK]no[/THINK]Yes", "Yes", []),
        ("A <b and c", "A <b and c", []),
        ("Never closed: <think>and so on", "Never closed: ", []),
        ("the template opened it</think>Yes", "the template opened itYes", []),
        ('<tool_call>{"name": "add"}</tool_call>', "", ['{"name": "add"}']),
        ("ends with <thi", "ends with <thi", []),
    ],
)
def test_thoughts_and_written_calls_are_hidden(text, shown, calls, size):
    hidden = Hidden()
    pieces = [hidden.feed(text[at : at + size]) for at in range(0, len(text), size)]
    assert "".join(pieces) + hidden.end() == shown
    assert hidden.calls == calls
