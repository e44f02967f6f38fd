"""What a plan's text reports as reached, beside what the registers hold 「基期核对」: computed, never stored."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from qingzhi.domains.metrics.queries.recomputing import Recomputed, read_period, recomputed

from ..models import Baseline, BaselineCheck, PlanVersion
from ..rules.baselines import Compared, Verdict, compared
from ..rules.tracking.numbers import figure

UNBOUND = "尚未绑定指标和时期，没有核对。"


@dataclass
class CheckedBaseline:
    """A figure of the text with its recomputation; `code`, `label`, `reason` are the verdict's."""

    baseline: Baseline
    check: BaselineCheck | None
    found: Recomputed | None
    outcome: Compared
    bind_url: str = ""  # set for who may say how it is recomputed

    @property
    def code(self) -> str:
        return self.outcome.verdict.value

    @property
    def label(self) -> str:
        return self.outcome.verdict.label

    @property
    def reason(self) -> str:
        return self.outcome.sentence

    @property
    def name(self) -> str:
        return self.baseline.indicator

    @property
    def lineage(self) -> UUID:
        return self.baseline.lineage

    @property
    def stated(self) -> Decimal:
        return self.baseline.value.normalize() + 0

    @property
    def stated_text(self) -> str:
        return figure(self.stated, self.baseline.unit)

    @property
    def value(self) -> Decimal | None:
        return self.found.value if self.found else None

    @property
    def value_text(self) -> str:
        return "" if self.value is None else figure(self.value, self.baseline.unit)

    @property
    def url(self) -> str:
        """Where the records behind the recomputed figure are listed."""
        return self.found.url if self.found else ""

    @property
    def period_label(self) -> str:
        return read_period(self.check.period).label if self.check else ""


def checked_baselines(version: PlanVersion) -> list[CheckedBaseline]:
    """Every figure that a version's text reports, in the order of the text; recomputed where it is bound."""
    checks = {
        one.baseline_lineage: one
        for one in BaselineCheck.objects.filter(plan=version.plan_id).select_related("indicator", "region")
    }
    found = recomputed((one.indicator.code, one.region.code, one.period) for one in checks.values())
    return [
        _checked(baseline, checks.get(baseline.lineage), found)
        for baseline in version.baselines.select_related("section")
    ]


def _checked(
    baseline: Baseline, check: BaselineCheck | None, found: dict[tuple[str, str, str], Recomputed]
) -> CheckedBaseline:
    if check is None:
        return CheckedBaseline(baseline, None, None, Compared(Verdict.UNKNOWN, None, UNBOUND))
    told = found[check.indicator.code, check.region.code, check.period]
    stated = baseline.value.normalize() + 0
    outcome = compared(stated, told.value, baseline.unit, is_whole=told.is_whole, reason=told.reason)
    return CheckedBaseline(baseline, check, told, outcome)
