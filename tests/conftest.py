# The server's tests bring a pytest.ini of their own: run them with `pytest tests/server`.
collect_ignore = ["server"]
