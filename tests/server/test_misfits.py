"""A setting of the wrong type is named where people look, and nothing starts meanwhile."""

import json

import pytest
from tornado.httpclient import HTTPClientError


@pytest.fixture
def settings():
    return {"engine_arguments": 7, "openai_api_key": ["canary"], "voice_tone": "calm"}


async def test_the_panel_names_the_setting_and_not_its_value(jp_fetch):
    config = json.loads((await jp_fetch("navai", "config")).body)
    assert config["problem"]["error"] == "NavaiApp.openai_api_key has a value that does not fit."
    assert "canary" not in json.dumps(config)


async def test_no_session_starts(jp_fetch):
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch("navai", "realtime", "client-secret", method="POST", body="{}")
    assert "NavaiApp" in json.loads(refused.value.response.body)["error"]
