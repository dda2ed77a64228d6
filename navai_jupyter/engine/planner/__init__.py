"""From a sentence to a tool call, and from a result to a sentence; pure, over the session's own tools."""

from navai_jupyter.engine.planner.hearing import Understanding, Wording, choose, understand, with_other_numbers
from navai_jupyter.engine.planner.model import (
    Call,
    Called,
    Entry,
    Finish,
    Outcome,
    Planner,
    Question,
    Reply,
    Returned,
    Said,
    Situation,
    Tool,
)
from navai_jupyter.engine.planner.planning import plan
from navai_jupyter.engine.planner.reporting import report
from navai_jupyter.engine.planner.responding import CommandPlanner, respond
from navai_jupyter.engine.planner.vocabulary import vocabulary
from navai_jupyter.engine.planner.words import words_of

__all__ = [
    "Call",
    "Called",
    "CommandPlanner",
    "Entry",
    "Finish",
    "Outcome",
    "Planner",
    "Question",
    "Reply",
    "Returned",
    "Said",
    "Situation",
    "Tool",
    "Understanding",
    "Wording",
    "choose",
    "plan",
    "report",
    "respond",
    "understand",
    "vocabulary",
    "with_other_numbers",
    "words_of",
]
