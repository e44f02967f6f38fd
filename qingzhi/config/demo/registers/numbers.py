"""Numbers of made-up patents: well formed, with the right check digit."""

from datetime import date

from qingzhi.domains.rights.rules.numbers_patents import check_digit

PATENT_TYPES = {"invention": "1", "utility": "2", "design": "3"}
NEW_FORM = date(2003, 10, 1)  # from this day on years have four digits and serials seven


def patent_number(filed: date, kind: str, serial: int) -> str:
    """An application number with its check digit; `serial` up to 9,999,999 (99,999 in the old form)."""
    digits = PATENT_TYPES[kind] + (f"{serial:07d}" if filed >= NEW_FORM else f"{serial:05d}")
    body = (f"{filed.year}" if filed >= NEW_FORM else f"{filed.year % 100:02d}") + digits
    return f"{body}.{check_digit(body)}"


def publication_number(application: str, kind: str) -> str:
    """A publication number of that kind letter, made from the application's serial."""
    digits = application.split(".")[0]
    return f"CN{int(digits[-7:]) + 100_000_000 + (int(digits[:4]) % 30) * 10_000_000:09d}{kind}"
