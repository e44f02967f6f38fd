"""Loading the figures that an installation begins with, as rows of its province's own table."""

import csv
import io
from collections.abc import Iterable, Mapping

from qingzhi.base.permits import Actor

from .importing import ImportResult, import_statistics


def load_statistics(*, actor: Actor, rows: Iterable[Mapping[str, str]], name: str = "statistics.csv") -> ImportResult:
    """Take in rows (indicator, region, period, value, unit, as_of, published_on, source …) as one batch; twice changes nothing."""
    given = list(rows)
    if not given:
        return ImportResult()
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(given[0]))
    writer.writeheader()
    writer.writerows(given)
    content = text.getvalue().encode()
    return import_statistics(actor=actor, content=content, file_name=name, note="随系统载入的基础统计数据")
