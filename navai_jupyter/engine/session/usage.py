"""Numbers for `response.done.usage`.

There are no model tokens here. A word counts as one text token; audio counts as the provider documents it, one
token per 100 ms heard and one per 50 ms spoken. Speech that was heard counts as audio in the response that
answers it, and as the words of its transcript from then on. Nothing is billed: the numbers keep clients' meters
alive, and ``max_output_tokens`` is measured in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from navai_jupyter.engine.session.items import FunctionCall, FunctionCallOutput, Item, said

HEARD_MS = 100
SPOKEN_MS = 50


def tokens(item: Item) -> int:
    """Text tokens of an item."""
    match item:
        case FunctionCall(name=name, arguments=arguments):
            return len(name.split("_")) + len(arguments.split())
        case FunctionCallOutput(output=output):
            return len(output.split())
    return len(said(item).split())


def usage(
    instructions: str,
    tools: object,
    context: Iterable[Item],
    output: Iterable[Item],
    heard_ms: int,
    spoken_ms: int,
) -> dict[str, Any]:
    text_in = len(instructions.split()) + len(json.dumps(tools).split()) + sum(map(tokens, context))
    text_out = sum(map(tokens, output))
    audio_in, audio_out = heard_ms // HEARD_MS, spoken_ms // SPOKEN_MS
    return {
        "total_tokens": text_in + audio_in + text_out + audio_out,
        "input_tokens": text_in + audio_in,
        "output_tokens": text_out + audio_out,
        "input_token_details": {
            "text_tokens": text_in,
            "audio_tokens": audio_in,
            "image_tokens": 0,
            "cached_tokens": 0,
            "cached_tokens_details": {"text_tokens": 0, "audio_tokens": 0, "image_tokens": 0},
        },
        "output_token_details": {"text_tokens": text_out, "audio_tokens": audio_out},
    }
