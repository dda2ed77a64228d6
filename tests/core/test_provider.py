import pytest

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.misfits import settings_from
from navai_jupyter.core.provider import choose_provider


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("NAVAI_PROVIDER", raising=False)


def test_without_a_key_it_is_the_local_engine():
    provider = choose_provider(NavaiSettings())
    assert (provider.is_local, provider.mints_secrets, provider.data_leaves_machine) == (True, False, False)


def test_with_a_key_it_is_openai(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    provider = choose_provider(NavaiSettings())
    assert provider.base_url == "https://api.openai.com/v1"
    assert (provider.mints_secrets, provider.data_leaves_machine) == (True, True)


@pytest.mark.parametrize(
    ("url", "leaves"),
    [("http://127.0.0.1:8000/v1/", False), ("http://localhost:8000/v1", False), ("https://gpu.test/v1", True)],
)
def test_a_base_url(url, leaves):
    provider = choose_provider(NavaiSettings(provider=url))
    assert provider.base_url == url.rstrip("/")
    assert provider.data_leaves_machine is leaves
    assert provider.mints_secrets is False


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://127.0.0.1:8000/"])
def test_a_server_alone_means_its_first_version(url):
    assert choose_provider(NavaiSettings(provider=url)).base_url == "http://127.0.0.1:8000/v1"


@pytest.mark.parametrize("url", ["http://127.0.0.1:4000/v1", "https://proxy.test/v1"])
@pytest.mark.parametrize("leaves", [True, False])
def test_who_knows_better_says_where_audio_goes(url, leaves):
    settings = NavaiSettings(provider=url, data_leaves_machine=leaves)
    assert choose_provider(settings).data_leaves_machine is leaves


@pytest.mark.parametrize(
    ("url", "overheard"),
    [
        ("http://gpu:8000/v1", True),
        ("https://gpu:8000/v1", False),
        ("http://127.0.0.1:8000/v1", False),
        ("http://[::1]:8000/v1", False),
        ("local", False),
        ("openai", False),
    ],
)
def test_who_can_read_what_is_sent(url, overheard):
    assert choose_provider(NavaiSettings(provider=url)).is_overheard is overheard


def test_a_proxy_may_mint(monkeypatch):
    settings = NavaiSettings(provider="https://proxy.test/v1", mints_secrets=True)
    assert choose_provider(settings).mints_secrets is True


@pytest.mark.parametrize(
    "name", ["openia", "ftp://host/v1", "https://", "http://host:port/v1", "http://[::1/v1"]
)
def test_anything_else_is_refused_with_what_is_accepted(name):
    with pytest.raises(ConfigurationError, match="openai, local, or a base URL"):
        choose_provider(NavaiSettings(provider=name))


@pytest.mark.parametrize("url", ["https://me:canary@host/v1", "https://host/v1?api-key=canary", "canary@host"])
def test_a_url_that_could_hold_a_secret_is_refused_and_not_repeated(url):
    with pytest.raises(ConfigurationError, match="the key in OPENAI_API_KEY") as caught:
        choose_provider(NavaiSettings(provider=url))
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(("setting", "value"), [("client_secret_ttl", "ten"), ("openai_api_key", ["canary"])])
def test_a_setting_of_the_wrong_type_is_named_and_its_value_is_not(setting, value):
    with pytest.raises(ConfigurationError, match=f"NavaiApp.{setting}") as caught:
        settings_from({"NavaiApp": {setting: value}})
    assert "canary" not in f"{caught.value} {caught.value.__cause__}"


def test_other_hosts_read_the_servers_configuration():
    settings = settings_from({"NavaiApp": {"provider": "local", "kernel_tcp_nodelay": False, "unknown": 1}})
    assert settings.provider == "local"
    assert settings.kernel_tcp_nodelay is False
