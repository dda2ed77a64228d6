import pytest

from navai_jupyter.core.proxy import proxy_for

PROXY = "http://proxy.test:3128"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        ({}, "https://api.test/v1", None),
        ({"HTTPS_PROXY": PROXY}, "https://api.test/v1", PROXY),
        ({"https_proxy": PROXY}, "https://api.test/v1", PROXY),
        ({"HTTPS_PROXY": PROXY}, "http://api.test/v1", None),
        ({"HTTPS_PROXY": "proxy.test:3128"}, "https://api.test/v1", PROXY),
        ({"ALL_PROXY": "socks5://proxy.test"}, "http://api.test/v1", "socks5://proxy.test"),
        ({"ALL_PROXY": PROXY, "NO_PROXY": "api.test"}, "https://api.test:8443/v1", None),
        ({"ALL_PROXY": PROXY, "NO_PROXY": ".test"}, "https://api.test/v1", None),
        ({"ALL_PROXY": PROXY, "NO_PROXY": "*"}, "https://api.test/v1", None),
        ({"ALL_PROXY": PROXY}, "http://127.0.0.1:8000/v1", None),
        ({"ALL_PROXY": PROXY}, "http://localhost:8000/v1", None),
        ({"ALL_PROXY": PROXY}, "http://[::1]:8000/v1", None),
    ],
)
def test_the_proxy_of_the_environment(monkeypatch, environment, url, proxy):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url) == proxy
