"""Written text as words that a voice says well."""


def readable(text: str) -> str:
    return text
