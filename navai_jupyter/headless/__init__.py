"""The client with the engine of this machine and the functions of this process: a session without a browser."""
