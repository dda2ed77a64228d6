"""What the page sends is what the engine obeys: the configured language and tone arrive in its session."""

import httpx
import pytest

from tests.e2e import notebooks
from tests.e2e.engine import engine_by_hand
from tests.e2e.lab import Lab

KEY = "key-of-an-engine-started-by-hand"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    home = tmp_path_factory.mktemp("instructions")
    with engine_by_hand(KEY, home / "engine.log") as url:
        environment = {
            "NAVAI_PROVIDER": url,
            "OPENAI_API_KEY": KEY,
            "OPENAI_REALTIME_LANGUAGE": "English",
            "OPENAI_REALTIME_VOICE_TONE": "cheerful",
        }
        lab = Lab(home, environment).start()
        notebooks.write(lab.root / "report.ipynb")
        yield lab
        lab.stop()


def test_language_and_tone_are_in_the_effective_session(report, lab):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 5")
    answer = httpx.get(
        f"{lab.environment['NAVAI_PROVIDER']}/realtime/sessions", headers={"Authorization": f"Bearer {KEY}"}
    )
    (session,) = answer.json()["data"]
    assert "Always reply in English." in session["instructions"]
    assert "Use a cheerful tone while speaking." in session["instructions"]
    assert {"navigate_to", "execute_app_function", "add"} <= {tool["name"] for tool in session["tools"]}
