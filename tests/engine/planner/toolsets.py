"""Sessions of five very different kinds, as strangers would write their functions."""

from __future__ import annotations

from tests.engine.planner.tools import CONTROLS, INTEGER, NUMBER, TEXT, function

FLAG = {"type": "boolean", "default": False}
DATE = {"type": "string", "format": "date"}
DATE_TIME = {"type": "string", "format": "date-time"}


def one_of(*values: str, default: str | None = None) -> dict[str, object]:
    schema: dict[str, object] = {"type": "string", "enum": list(values)}
    return schema if default is None else {**schema, "default": default}


def optional(schema: dict[str, object], default: object = None) -> dict[str, object]:
    return {**schema, "default": default}


def places(*names: str):
    return function("navigate_to", target={"type": "string", "examples": list(names)})


SALES = [
    places(
        "Overview", "Sales by region", "Monthly revenue", "Customer churn", "Forecast", "Appendix", "Q3 results"
    ),
    function(
        "load_sales",
        "Load the sales figures of one year.",
        year={"type": "integer", "minimum": 1990, "maximum": 2100},
        region=one_of("north", "south", "east", "west", "all", default="all"),
    ),
    function("plot_revenue", "Plot the revenue over time.", kind=one_of("line", "bar", "area", default="line")),
    function("top_customers", "List the customers with the highest turnover.", n=optional(INTEGER, 10)),
    function(
        "compare_years",
        "Compare the sales of two years.",
        first={"type": "integer"},
        second={"type": "integer"},
    ),
    function(
        "export_report",
        "Write the report to a file.",
        format=one_of("pdf", "html", "csv"),
        filename=optional(TEXT),
    ),
    function("set_discount", "Set the discount for a product.", product=TEXT, percent=NUMBER),
    function("refresh_data", "Fetch the newest data from the warehouse."),
    function(
        "average_order_value",
        "The mean value of all orders in a month.",
        month=one_of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
    ),
    function("orders_between", "List the orders between two dates.", start=DATE, end=DATE),
    function("send_report", "Mail the report to somebody.", recipient=TEXT),
    *CONTROLS,
]

LEARNING = [
    places(
        "Introduction", "Loading the data", "Feature engineering", "Training", "Evaluation", "Confusion matrix"
    ),
    function(
        "train_model",
        "Fit a classifier.",
        algorithm=one_of("random forest", "logistic regression", "gradient boosting", "svm"),
        epochs=optional(INTEGER, 10),
        learning_rate=optional(NUMBER, 0.001),
        shuffle=optional({"type": "boolean"}, True),
    ),
    function("evaluate_model", "Score the model on the test set."),
    function(
        "split_data",
        "Split into train and test data.",
        test_size={"type": "number", "minimum": 0, "maximum": 1},
    ),
    function("plot_histogram", "Histogram of one column.", column=TEXT, bins=optional(INTEGER, 20)),
    function("drop_columns", "Remove columns from the table.", columns={"type": "array", "items": TEXT}),
    function("fill_missing", "Fill missing values.", column=TEXT, strategy=one_of("mean", "median", "zero")),
    function("scatter", "Scatter plot of two columns.", x=TEXT, y=TEXT),
    function("count_rows", "Number of rows of the table."),
    function("predict", "Predict for one row.", row=INTEGER),
    function("set_threshold", "Set the decision threshold.", value={"type": "number", "maximum": 1}),
    function("show_confusion_matrix", "Draw the confusion matrix."),
    function("save_model", "Save the model to disk.", path=TEXT),
    function("describe_column", "Summary statistics of a column.", name=TEXT),
    *CONTROLS,
]

EDITING = [
    places(
        "Title", "Setup", "Data cleaning", "Data cleaning results", "Step 1", "Step 2", "Step 3", "Conclusion"
    ),
    function(
        "notebook_run_cell",
        "Run a cell of the notebook, the selected one by default.",
        number=optional(INTEGER),
    ),
    function("notebook_run_all", "Run all cells."),
    function(
        "notebook_insert_cell",
        "Insert a cell.",
        kind=one_of("code", "markdown", default="code"),
        position=one_of("above", "below", default="below"),
    ),
    function("notebook_delete_cell", "Delete a cell.", number=optional(INTEGER)),
    function("notebook_move_cell", "Move a cell.", direction=one_of("up", "down")),
    function("notebook_save", "Save the notebook."),
    function("notebook_clear_outputs", "Clear the outputs of all cells."),
    function("restart_kernel", "Restart the kernel."),
    function("interrupt_kernel", "Interrupt the kernel."),
    function("replace_text", "Replace a text everywhere.", old=TEXT, new=TEXT),
    function("write_code", "Write code into the current cell.", code=TEXT),
    function("toggle_line_numbers", "Show or hide line numbers."),
    function("collapse_headings", "Collapse all headings."),
    function("rename_notebook", "Rename the notebook.", name=TEXT),
    *CONTROLS,
]

DEVICES = [
    function(
        "turn_on_light",
        "Switch a light on.",
        room=one_of("kitchen", "bedroom", "living room", "bathroom", "garage"),
    ),
    function(
        "turn_off_light",
        "Switch a light off.",
        room=one_of("kitchen", "bedroom", "living room", "bathroom", "garage"),
    ),
    function(
        "set_temperature",
        "Set the thermostat.",
        degrees=NUMBER,
        room=optional(one_of("kitchen", "bedroom", "living room")),
    ),
    function(
        "dim_lights",
        "Dim the lights to a brightness.",
        brightness={"type": "integer", "minimum": 0, "maximum": 100},
    ),
    function("start_pump", "Start the pump.", flow_rate=NUMBER, duration_seconds=optional(INTEGER)),
    function("stop_pump", "Stop the pump."),
    function("measure_ph", "Measure the pH of the sample."),
    function("move_stage", "Move the microscope stage.", x=NUMBER, y=NUMBER),
    function("take_picture", "Take a picture with the camera.", exposure=optional(NUMBER)),
    function("play_music", "Play some music.", artist=optional(TEXT)),
    function("set_alarm", "Set an alarm.", time={"type": "string", "format": "time"}),
    function("set_timer", "Set a timer.", minutes=NUMBER),
    function("lock_door", "Lock a door.", door=one_of("front", "back", "garage")),
    function("set_fan", "Switch the fan.", on={"type": "boolean"}),
    function("room_temperature", "How warm a room is.", room=one_of("kitchen", "bedroom", "living room")),
    *CONTROLS,
]

NOTES = [
    places("Inbox", "Shopping", "Work", "Ideas", "Archive"),
    function("add_note", "Write down a note.", text=TEXT),
    function("delete_note", "Delete a note by its number.", number=INTEGER),
    function("search_notes", "Find notes about something.", query=TEXT),
    function("read_notes", "Read the notes aloud."),
    function("add_reminder", "Remind me of something at some time.", text=TEXT, when=DATE_TIME),
    function(
        "create_event",
        "Put an event into the calendar.",
        title=TEXT,
        date=DATE,
        attendees=optional({"type": "array", "items": TEXT}),
    ),
    function(
        "translate_text",
        "Translate a text.",
        language=one_of("german", "french", "spanish", "italian"),
        text=TEXT,
    ),
    function("send_message", "Send a message to a person.", to=TEXT, message=TEXT),
    function("tag_note", "Put a tag on a note.", number=INTEGER, tag=TEXT),
    function("list_tags", "List all tags."),
    function("word_count", "Count the words of a note.", number=optional(INTEGER)),
    function(
        "set_priority", "Set how important a note is.", number=INTEGER, priority=one_of("low", "medium", "high")
    ),
    function("transfer_to_billing_agent", "Hand the conversation to the billing agent."),
    function("transfer_to_support_agent", "Hand the conversation to the support agent."),
    *CONTROLS,
]

SETS = {"sales": SALES, "learning": LEARNING, "editing": EDITING, "devices": DEVICES, "notes": NOTES}
