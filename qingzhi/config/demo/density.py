"""Made-up staff and output by industry, so that densities can be looked at."""

from qingzhi.domains.metrics.actions.density import import_industry_statistics
from qingzhi.domains.metrics.models import IndustryStatistic

from .stage import Stage


def import_industries(stage: Stage) -> int:
    """Take the file in once."""
    if IndustryStatistic.objects.exists():
        return 0
    content = stage.province.path("demo_industry_statistics.csv").read_bytes()
    return import_industry_statistics(actor=stage.actor("planning"), content=content)[0]
