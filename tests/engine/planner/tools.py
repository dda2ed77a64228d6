"""A notebook's tools, as a page would list them."""

from __future__ import annotations

from typing import Any

from navai_jupyter.engine.planner import Tool


def function(tool: str, about: str = "", /, **properties: Any) -> Tool:
    """A tool whose parameters are all required but those with a default."""
    required = [name for name, schema in properties.items() if "default" not in schema]
    return Tool(tool, about, {"type": "object", "properties": properties, "required": required})


INTEGER, NUMBER, TEXT = {"type": "integer"}, {"type": "number"}, {"type": "string"}
PLACES = ["Results", "Model training", "Data cleaning", "Data cleaning results", "Introduction", "Step 2"]

NAVIGATE = function("navigate_to", target={"type": "string", "examples": PLACES})
ADD = function("add", "Add two numbers.", a=INTEGER, b=INTEGER)
LOAD_SALES = function(
    "load_sales",
    "Load the sales of a year.",
    year=INTEGER,
    region={"enum": ["north", "south"], "type": "string", "default": "north"},
)
TRAIN = function("train_model", "Train the model on the loaded data.")
ADD_NOTE = function("add_note", "Write a note into the notebook.", text=TEXT)
GREET = function("greet", "Greet someone.", name=TEXT, loud={"type": "boolean", "default": False})
MEAN = function("mean", "Mean of some numbers.", values={"type": "array", "items": NUMBER})
SCALE = function("scale", "Scale the axis.", factor=NUMBER)
PLOT = function("plot_revenue", "Draw a chart of the monthly revenue.")
CONTROLS = [Tool(name) for name in ("voice_stop_call", "voice_status", "voice_undo", "voice_help")]
DISPATCH = function(
    "execute_app_function",
    function_name={"type": "string", "enum": ["add", "tidy_up"]},
    payload={"type": "object"},
)

TOOLS = [NAVIGATE, DISPATCH, ADD, LOAD_SALES, TRAIN, ADD_NOTE, GREET, MEAN, SCALE, PLOT, *CONTROLS]
