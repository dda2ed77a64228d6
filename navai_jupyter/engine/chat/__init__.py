"""Thinking on a chat server: any that speaks OpenAI's chat completions with tools."""
