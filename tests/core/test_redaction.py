from navai_jupyter.core.redaction import redacted


def test_what_looks_like_a_key_is_left_out():
    assert redacted("bad sk-abc***wxyz and ek_68af, Bearer abc.def") == "bad … and …, Bearer …"
    assert redacted("ask-me, week_days, sk- and task-4711") == "ask-me, week_days, sk- and task-4711"


def test_a_key_that_looks_like_nothing_is_left_out():
    assert redacted("refused: hunter2", "hunter2") == "refused: …"
