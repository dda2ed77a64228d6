"""From a sentence to a tool call, and from a result to a sentence; pure, over the session's own tools."""

from navai_jupyter.engine.planner.model import Call, Outcome, Question, Reply, Tool
from navai_jupyter.engine.planner.planning import plan
from navai_jupyter.engine.planner.reporting import report
from navai_jupyter.engine.planner.vocabulary import vocabulary

__all__ = ["Call", "Outcome", "Question", "Reply", "Tool", "plan", "report", "vocabulary"]
