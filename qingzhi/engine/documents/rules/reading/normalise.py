"""Normalising touches line ends, control characters and white space only, never the characters themselves."""

import re

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad]")
_BLANKS = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_EDGES = re.compile(r"^[ \t]+|[ \t]+$", re.M)
_MANY_LINES = re.compile(r"\n{3,}")
_WIDE_GAP = re.compile(r"(?<=\S) *\t[ \t]*| {2,}")
_PROSE = re.compile(r"[。；;！？]|(?<!\d)[，,]|[，,](?!\d)|[：:](?=.{6})")
_HAN = r"\u3400-\u9fff\u3001-\u301f\uff01-\uff60“”‘’—…·"
_NEEDLESS = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}0-9%A-Za-z(\[+-])|(?<=[0-9%A-Za-z)\]]) (?=[{_HAN}])")


def normalise(text: str) -> str:
    """The text with `\\n` line ends, no invisible characters, trimmed lines, and no blanks inside running prose.

    Lines that look like table rows (tabs or wide gaps, no sentence punctuation) keep their gaps.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _EDGES.sub("", _BLANKS.sub(" ", text))
    if "  " in text or "\t" in text or " " in text:
        text = "\n".join(_tidy_line(line) if " " in line or "\t" in line else line for line in text.split("\n"))
    return _MANY_LINES.sub("\n\n", text).strip("\n")


def _tidy_line(line: str) -> str:
    if "\t" in line or len(re.findall(r" {2,}", line)) >= 2 or not _PROSE.search(line):
        return line
    return _NEEDLESS.sub("", re.sub(r" {2,}", " ", line))


def tidy_cell(text: str) -> str:
    """A cell's text on one line, without tabs."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub(" ", text))
    return re.sub(r"\s+", " ", _BLANKS.sub(" ", text)).strip()
