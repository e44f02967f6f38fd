"""Two thousand applications for one call: scores of seven experts each, ranked and explained."""

import os
import tempfile
import time
from decimal import Decimal

from .figure import below, report

ENTRIES, EXPERTS = 2_000, 7


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="qingzhi-scoring-") as folder:
        os.environ.update(QINGZHI_DATA=folder, DJANGO_SETTINGS_MODULE="qingzhi.config.settings", DATABASE_URL="")
        import django

        django.setup()
        report(figures())


def figures() -> list[dict[str, object]]:
    """The last experts submit everything, then the round is closed: totals, trimmed means, spread, ties, places, reasons."""
    from django.core.management import call_command

    from qingzhi.base.permits import SYSTEM
    from qingzhi.engine.scoring.actions import close_round, rank_round
    from qingzhi.engine.scoring.models import Result
    from qingzhi.engine.scoring.queries import explained
    from qingzhi.engine.scoring.testing import make_drawn_round

    call_command("migrate", verbosity=0)
    round_ = make_drawn_round(entries=ENTRIES, experts=EXPERTS + 5, quota=EXPERTS, signed=True)
    started = time.perf_counter()
    fill(round_)
    filled = time.perf_counter() - started
    started = time.perf_counter()
    close_round(actor=SYSTEM, round_=round_, reason="bench")
    ranked = time.perf_counter() - started
    round_.refresh_from_db()
    started = time.perf_counter()
    rank_round(actor=SYSTEM, round_=round_)
    again = time.perf_counter() - started
    assert Result.objects.filter(round=round_, place__isnull=False).count() == ENTRIES
    started = time.perf_counter()
    explained(round_.entries.select_related("round__version", "group").get(number=ENTRIES // 2))
    told = (time.perf_counter() - started) * 1000
    return [
        below("2,000 applications scored by 7 experts (totals of 14,000 sheets) and ranked", filled + ranked, 10, "s"),
        below("2,000 applications ranked anew", again, 10, "s"),
        below("one of 2,000 scores explained down to its leaves", told, 150, "ms"),
    ]


def fill(round_: object) -> None:
    """Every sheet with its leaves and total as a submission makes them, in bulk."""
    from qingzhi.engine.scoring.models import Score, Sheet
    from qingzhi.engine.scoring.queries import nodes_of
    from qingzhi.engine.scoring.rules.criteria import shares
    from qingzhi.engine.scoring.rules.totals import total

    version = round_.version  # type: ignore[attr-defined]
    counts = shares(nodes_of(version))
    leaves = list(version.criteria.filter(kind="hand").values_list("pk", "code"))
    sheets = list(Sheet.objects.filter(entry__round=round_).order_by("pk"))
    scores = []
    for number, sheet in enumerate(sheets):
        given = {code: Decimal((sheet.entry_id * 37 + sheet.seat_id * 3 + pk * 11) % 41 + 60) for pk, code in leaves}
        scores += [Score(sheet=sheet, criterion_id=pk, value=given[code]) for pk, code in leaves]
        sheet.total, sheet.state = total(given, counts), "submitted"
        assert number < ENTRIES * EXPERTS
    Score.objects.bulk_create(scores, batch_size=5_000)
    Sheet.objects.bulk_update(sheets, ["total", "state"], batch_size=1_000)


if __name__ == "__main__":
    main()
