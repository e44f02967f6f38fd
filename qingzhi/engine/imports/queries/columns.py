"""Whether a mapping of columns will do."""

from collections.abc import Mapping, Sequence

from ..kinds import ImportKind
from ..refusals import ColumnsIncomplete


def check_columns(kind: ImportKind, head: Sequence[str], columns: Mapping[str, int]) -> dict[str, int]:
    """The columns as they will be used; raises `ColumnsIncomplete` in one sentence that names the fields."""
    titles = {one.name: one.title for one in kind.fields}
    kept = {name: int(place) for name, place in columns.items() if name in titles and -1 <= int(place) < len(head)}
    missing = [one.title for one in kind.fields if one.required and kept.get(one.name, -1) < 0]
    if missing:
        raise ColumnsIncomplete(f"表头缺少列：{'、'.join(missing)}。请在列名对照中指定，或在文件中补上。")
    first: dict[int, str] = {}
    for name, place in kept.items():
        other = first.setdefault(place, name) if place >= 0 else name
        if other != name:
            raise ColumnsIncomplete(f"第 {place + 1} 列“{head[place]}”同时对应“{titles[other]}”和“{titles[name]}”")
    return kept


def columns_in_words(kind: ImportKind, head: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """「申请号取自“专利号”」 for each field that has a column, in the kind's order."""
    places = [(one.title, columns.get(one.name, -1)) for one in kind.fields]
    return [f"{title}取自“{head[place]}”" for title, place in places if 0 <= place < len(head)]
