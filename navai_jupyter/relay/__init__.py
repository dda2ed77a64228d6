"""What a host does for a page's session: its settings, its secrets, its offers and sockets to the provider."""
