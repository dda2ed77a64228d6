"""A notebook that trains a model."""

from __future__ import annotations

from typing import Literal

PLACES = {
    "Introduction": ("Intro",),
    "Data loading": (),
    "Data cleaning": (),
    "Feature engineering": (),
    "Model training": (),
    "Model testing": (),
    "Results": (),
    "Result tables": (),
    "Step 1": (),
    "Step 2": (),
    "Step 3": (),
}


def train_model(
    epochs: int = 10,
    learning_rate: float = 0.001,
    model: Literal["linear", "random_forest", "neural_network"] = "linear",
) -> str:
    """Train a model on the loaded data."""
    return f"{model}, {epochs} epochs at {learning_rate}"


def set_batch_size(size: int) -> int:
    """Set how many rows are in one batch."""
    return size


def split_data(test_fraction: float = 0.2, shuffle: bool = True, seed: int | None = None) -> str:
    """Split the data into a training set and a test set."""
    return f"{test_fraction}, {shuffle}, {seed}"


def evaluate_model(metric: Literal["accuracy", "precision", "recall"] = "accuracy") -> float:
    """Score the model on the test set."""
    return len(metric) / 10


def plot_confusion_matrix(normalize: bool = False) -> str:
    """Draw which classes the model mixes up."""
    return "normalised" if normalize else "counts"


def drop_columns(columns: list[str]) -> int:
    """Remove columns from the table."""
    return len(columns)


def fill_missing(column: str, strategy: Literal["mean", "median", "zero"] = "mean") -> str:
    """Fill the gaps in a column."""
    return f"{column} by {strategy}"


def save_checkpoint(name: str) -> str:
    """Save the weights of the model under a name."""
    return name


def load_checkpoint(name: str) -> str:
    """Load the weights that were saved under a name."""
    return name


def predict(values: list[float]) -> float:
    """Predict the outcome for a list of values."""
    return sum(values)


def freeze_layers(count: int) -> int:
    """Freeze the first layers of the network."""
    return count


def early_stopping(enabled: bool, patience: int = 3) -> str:
    """Turn early stopping on or off."""
    return f"{enabled}, {patience}"


FUNCTIONS = (
    *(train_model, set_batch_size, split_data, evaluate_model, plot_confusion_matrix, drop_columns),
    *(fill_missing, save_checkpoint, load_checkpoint, predict, freeze_layers, early_stopping),
)
