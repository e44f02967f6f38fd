"""How an official paper cites the source of a row. Pure."""

import re

DOUBT = re.compile(r"（[^（）]*待(?:确认|核对)[^（）]*）")  # what a row says of itself and no official paper repeats


def cited(source: str) -> str:
    """A source as an official paper cites it: without the doubts that its row notes."""
    return DOUBT.sub("", source).strip()
