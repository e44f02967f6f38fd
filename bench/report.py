"""How long the whole yearly report takes: drafted from frozen figures, laid out, issued as .docx and PDF, its pictures all drawn anew.

`python -m bench.report [folder]` makes a database of its own, prints JSON and leaves nothing behind, or the papers in `folder`.
"""

import os
import sys
import tempfile
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from .figure import below, figure, report

YEARS = range(2007, 2017)
LIMIT, CHARTS = 60.0, 30
DAY = datetime(2017, 4, 20, 9, 0)
SHARES = (60, 14, 3, 3, 5, 3, 3, 9)  # of the divisions, in percent, as far as their order goes
GROWN = {"%": (20, 2), "件/万人": (1, 0.2), "天": (60, -2)}  # where the first year begins, and by how much a year adds


def figures(folder: str = "") -> list[dict[str, Any]]:
    """Seed, then measure in this process."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"QINGZHI_DATA": data, "DATABASE_URL": ""}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from qingzhi.base import clock

        with clock.fixed(DAY):
            actor = _seeded()
            return _measured(actor, folder)


def _measured(actor: Any, folder: str) -> list[dict[str, Any]]:
    from qingzhi.base.files.queries import read_file
    from qingzhi.domains.metrics.actions.report_issuing import issue_report, submit_report
    from qingzhi.domains.metrics.actions.reporting import draft_report
    from qingzhi.engine.documents.actions import make_pdf

    begin = time.perf_counter()
    drafted = draft_report(actor=actor, code="yearly", period="2016")
    drawn = time.perf_counter() - begin
    submit_report(actor=actor, report=drafted)
    issued = issue_report(actor=actor, report=drafted)
    document = make_pdf(actor=actor, document=issued.document)
    whole = time.perf_counter() - begin
    content = issued.content
    if folder:
        for file, ending in ((document.file, "docx"), (document.pdf, "pdf")):
            Path(folder, f"report.{ending}").write_bytes(read_file(file))
    charts, codes = content["charts"], len(content["codes"])
    print(f"{charts} charts, {content['tables']} tables, {codes} figures; drafted in {drawn:.1f} s", file=sys.stderr)
    return [
        below("年度报告由冻结数起草", drawn, 5, "s"),
        below("年度报告全文：起草、排版、签发、docx 和 PDF", whole, LIMIT, "s"),
        figure("年度报告的图", charts, f"≥ {CHARTS}", "幅", charts >= CHARTS),
    ]


def _seeded() -> Any:
    """Reference data and ten frozen years of every indicator of the outline, for the province and its divisions."""
    from qingzhi.base import clock
    from qingzhi.base.identity.models import Body
    from qingzhi.base.permits import Actor, Scope
    from qingzhi.base.regions.queries import prefectures, province
    from qingzhi.config.reference.loading import load_reference
    from qingzhi.domains.metrics.models import Freeze, FrozenFigure, Indicator
    from qingzhi.domains.metrics.queries.report_outlines import outline_on, parsed
    from qingzhi.domains.metrics.rules.figure_codes import new_code

    load_reference()
    outline = outline_on("yearly", date(2017, 1, 1))
    assert outline is not None
    rows, home = [], province().code
    indicators = {one.code: one for one in Indicator.objects.filter(code__in=parsed(outline).indicators)}
    for year in YEARS:
        freeze = Freeze.objects.create(
            period=str(year), title=f"{year}年", frozen_on=DAY.date(), frozen_by="测量", frozen_at=clock.now()
        )
        for place, (code, indicator) in enumerate(sorted(indicators.items())):
            whole = _value(code, indicator.unit, place, year - YEARS[0])
            parts = [(home, whole), *zip((one.code for one in prefectures()), _divided(whole), strict=True)]
            rows += [
                FrozenFigure(
                    freeze=freeze, indicator=indicator, region_code=region, period=str(year), value=value,
                    unit=indicator.unit, as_of=date(year, 12, 31), source="测量用示例数", provider="statistics",
                    code=new_code(), made_by="测量", made_at=clock.now(),
                )
                for region, value in parts
            ]  # fmt: skip
    FrozenFigure.objects.bulk_create(rows, batch_size=1000)
    permits = ("metrics.report.draft", "metrics.report.issue", "documents.issue", "documents.view")
    body = Body.objects.get(code="qh-ip")
    return Actor(kind="person", name="测量", user_id=1, body_id=body.pk, grants=dict.fromkeys(permits, Scope.ALL))


def _value(code: str, unit: str, place: int, year: int) -> Decimal:
    """A made-up course: shares and days move little, counts grow by a tenth or so, types of patents add up to the whole."""
    if unit in GROWN:
        first, step = GROWN[unit]
        return Decimal(str(round(first + place % 7 + step * year, 2)))
    parts = {"invention": Decimal("0.2"), "utility": Decimal("0.5"), "design": Decimal("0.3")}
    share = next((one for name, one in parts.items() if name in code), Decimal(1))
    base = 240 if "patents" in code or "utility" in code or "designs" in code else 30 + 17 * (place % 13)
    return (Decimal(base) * Decimal("1.12") ** year * share).quantize(Decimal(1))


def _divided(whole: Decimal) -> list[Decimal]:
    parts = [(whole * share / 100).quantize(Decimal(1)) for share in SHARES]
    return [whole - sum(parts[1:]), *parts[1:]]


if __name__ == "__main__":
    report(figures(sys.argv[1] if len(sys.argv) > 1 else ""))
