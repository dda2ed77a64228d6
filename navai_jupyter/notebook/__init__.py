"""What a person uses in cells: the widget and the magics."""
