from navai_jupyter.server.calls import Endpoint, RelayedCalls


def test_the_oldest_calls_are_forgotten():
    calls = RelayedCalls(most=2)
    for number in range(3):
        calls.remember(f"rtc_{number}", Endpoint(f"http://127.0.0.1:{number}/v1", "key"))
    assert calls.endpoint("rtc_0") is None
    assert calls.endpoint("rtc_2") == Endpoint("http://127.0.0.1:2/v1", "key")


def test_a_repr_holds_no_key():
    assert "secret" not in repr(Endpoint("http://127.0.0.1:1/v1", "secret"))
