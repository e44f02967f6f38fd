"""What experts may read of a nomination when they judge blind: names of holders, persons and bodies are covered. Pure."""

from collections.abc import Iterable


def covered(text: str, units: Iterable[str], persons: Iterable[str]) -> str:
    """The text with every unit as 某单位 and every person as 某人; longer names first, so that none is left in part."""
    marks = [(name, "某单位") for name in units] + [(name, "某人") for name in persons]
    for name, mark in sorted(marks, key=lambda one: -len(one[0])):
        if len(name.strip()) >= 2:
            text = text.replace(name.strip(), mark)
    return text
