from pathlib import Path

from navai_jupyter.core.instructions import AGENT_RULES, SEARCH_RULE, compose_instructions

AGENT_TS = Path(__file__).parents[2] / "js" / "src" / "core" / "agent.ts"


def test_only_what_is_set_is_said():
    assert compose_instructions(" Be brief. ") == "Be brief."
    assert compose_instructions("Be brief.", "Spanish", "Mexican", "calm").splitlines() == [
        "Be brief.",
        "Always reply in Spanish.",
        "Use a Mexican accent while speaking.",
        "Use a calm tone while speaking.",
    ]


def test_page_and_client_give_their_agents_the_same_rules():
    assert AGENT_RULES in AGENT_TS.read_text()
    assert SEARCH_RULE in AGENT_TS.read_text()
