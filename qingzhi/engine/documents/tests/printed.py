"""Reading positions off a printed page: lines of characters, and the bands in which a colour stands."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

MM = 25.4 / 72
SCALE = 3
_WHITE = b"\xff"


@dataclass(frozen=True)
class Line:
    """One line of text: its characters, the edges of its ink in millimetres from the upper left corner."""

    text: str
    left: float
    right: float
    baseline: float


def lines(pdf: bytes, page: int) -> list[Line]:
    """The lines of a page from top to bottom."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    found: dict[int, list] = {}
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            left, bottom, right, _ = text.get_charbox(index, loose=True)
            row = next((row for row in found if abs(row - bottom) < 4), bottom)
            found.setdefault(row, []).append((left, right, sign))
    return [
        Line("".join(sign for *_, sign in sorted(signs)), min(signs)[0] * MM, max(signs)[1] * MM, (height - row) * MM)
        for row, signs in sorted(found.items(), reverse=True)
    ]


def bands(pdf: bytes, page: int, coloured) -> list[tuple[float, float, float, float]]:
    """Top, bottom, left and right in millimetres of every band of rows with pixels for which `coloured(r, g, b)`."""
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=SCALE)
    data, count = bytes(image.buffer), image.n_channels
    found: list[list[int]] = []
    fresh = True
    for y in range(image.height):
        row = data[y * image.stride : y * image.stride + image.width * count]
        blue, green, red = row[0::count], row[1::count], row[2::count]
        plain = row == _WHITE * len(row)
        marked = [] if plain else [x for x in range(image.width) if coloured(red[x], green[x], blue[x])]
        if marked and fresh:
            found.append([y, y + 1, marked[0], marked[-1] + 1])
        elif marked:
            last = found[-1]
            last[1:] = [y + 1, min(last[2], marked[0]), max(last[3], marked[-1] + 1)]
        fresh = not marked
    return [tuple(value * MM / SCALE for value in band) for band in found]


def is_red(red: int, green: int, blue: int) -> bool:
    return red > 200 and green < 90 and blue < 90


def is_black(red: int, green: int, blue: int) -> bool:
    return max(red, green, blue) < 120


def page_count(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))
