"""Inside the notebook's process: its functions, and the channel on which a session calls them."""
