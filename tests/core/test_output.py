import logging
import sys
import threading
from contextvars import copy_context

from tqdm import tqdm

from navai_jupyter.core.output import DISPLAYED_LIMIT, LIMIT, RECENT, Output, captured


def test_only_the_own_context_is_captured(capsys):
    with captured() as output:
        print("inside")
        print("error", file=sys.stderr)
        stranger = threading.Thread(target=print, args=("elsewhere",))
        stranger.start()
        stranger.join()
        child = threading.Thread(target=copy_context().run, args=(print, "child"))
        child.start()
        child.join()
    print("after")
    assert str(output) == "inside\nerror\nchild\n"
    assert capsys.readouterr().out == "elsewhere\nafter\n"


def test_two_captures_do_not_mix():
    with captured() as outer:
        print("a")
        with captured() as inner:
            print("b")
        print("c")
    assert (str(outer), str(inner)) == ("a\nc\n", "b\n")


def test_a_flood_is_cut_and_counted():
    with captured() as output:
        print("x" * (LIMIT + 99))
    assert str(output).endswith("… 100 more characters")


def test_what_is_told_meanwhile_is_the_end_also_of_a_flood():
    with captured() as output:
        print("x" * LIMIT)
        print("row 1\nrow 2", end="\r")
        print("row 3", end="")
    assert output.recent() == f"{'x' * RECENT}\nrow 1\nrow 3"[-RECENT:]


def test_a_bar_that_draws_over_itself_is_kept_as_it_ended():
    with captured() as output:
        print("before")
        for _ in tqdm(range(3000), desc="reading", mininterval=0, file=sys.stderr):
            pass
        print("10 %", end="\r")
        print("20 %")
    first, bar, last, end = str(output).split("\n")
    assert (first, last, end) == ("before", "20 %", "")
    assert bar.startswith("reading: 100%")
    assert "3000/3000" in bar


def test_a_line_without_end_is_cut_too():
    with captured() as output:
        for _ in range(LIMIT):
            print("xyz", end="")
    assert str(output) == "xyz" * (LIMIT // 3) + "x" + f"\n… {2 * LIMIT} more characters"


def test_the_stream_keeps_its_own_answers(capsys):
    before = (sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.writable())
    with captured():
        assert (sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.writable()) == before


def test_a_handler_made_inside_a_call_works_after_it(capsys):
    with captured():
        handler = logging.StreamHandler(sys.stdout)
    handler.emit(logging.makeLogRecord({"msg": "later"}))
    assert capsys.readouterr().out == "later\n"


def test_a_handler_made_before_writes_into_the_call(capsys):
    handler = logging.StreamHandler(sys.stdout)
    logging.root.addHandler(handler)
    try:
        with captured() as output:
            logging.error("inside")
        logging.error("after")
    finally:
        logging.root.removeHandler(handler)
    assert (str(output), capsys.readouterr().out) == ("inside\n", "after\n")


def test_a_display_with_an_id_takes_the_place_of_the_one_before():
    output = Output()
    for step in range(3):
        output.display({"text/plain": f"step {step}"}, "bar")
    output.display({"text/plain": "end"})
    assert output.displayed == ({"text/plain": "step 2"}, {"text/plain": "end"})


def test_displays_are_limited():
    output = Output()
    for _ in range(3):
        output.display({"image/png": "x" * (DISPLAYED_LIMIT // 2), "text/plain": "a picture"})
    assert [list(shown) for shown in output.displayed] == [["image/png", "text/plain"], *[["text/plain"]] * 2]
