"""A list of exhibitors as a file: whole and right, or refused with each line that is not."""

from pathlib import Path

from qingzhi.engine.imports.queries.contents import records_in
from qingzhi.engine.imports.refusals import ImportRefused

from ..refusals.fairs import ListNotTaken
from ..rules.fair_lists import FIELDS, ExhibitLine, read_lines, told


def lines_in(path: Path) -> list[ExhibitLine]:
    """The lines of a file; raises `ListNotTaken`. Any format and encoding that an import takes."""
    try:
        examined, rows = records_in(path, FIELDS)
    except ImportRefused as refused:
        raise ListNotTaken(refused.reason, "file") from refused
    if examined.missing:
        raise ListNotTaken(f"缺少列：{'、'.join(one.title for one in examined.missing)}", "file")
    lines, faults = read_lines(rows)
    if faults:
        raise ListNotTaken(f"名单没有载入，请改正后重新上传。{told(faults)}", "file")
    if not lines:
        raise ListNotTaken("名单里没有参展商", "file")
    return lines
