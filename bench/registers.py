"""How long the pages of the registers take at 1,000,000 patents, 50,000 marks and 20,000 holders, through Django's own test client.

`python -m bench.registers` makes a database of its own in a temporary folder, prints JSON and leaves nothing behind.
"""

import json
import os
import sys
import tempfile
from typing import Any

from .figure import below, report
from .pages import P95_MS, QUERIES, TIMES, measure

RIGHTS, MARKS = 1_000_000, 50_000


def addresses() -> list[tuple[str, str]]:
    """The pages that are measured, by name."""
    from django.urls import reverse

    from bench.seed_registers import party_name
    from qingzhi.domains.rights.models import Right

    patents, marks = (reverse("rights:rights", args=[kind]) for kind in ("patent", "trademark"))
    middle = Right.objects.filter(kind="patent", status="in_force", pk__gte=RIGHTS // 2).order_by("pk").first()
    mark = Right.objects.filter(kind="trademark").order_by("pk").first()
    return [
        ("专利清单", patents),
        ("专利清单：有效发明", f"{patents}?status=in_force&type=invention"),
        ("专利清单：按申请号（另一种写法）", f"{patents}?q=ZL{middle.number[:-1]}.{middle.number[-1]}"),
        ("专利清单：按权利人", f"{patents}?q={party_name(777)[:-4]}"),
        ("专利清单：按常见的权利人用字", f"{patents}?q=盐湖"),
        ("专利清单：地区和年份", f"{patents}?region=990300&year=2015"),
        ("专利清单：分类号 A23", f"{patents}?ipc=A23"),
        ("专利清单：年费即将到期", f"{patents}?fee=soon"),
        ("专利清单：滞纳期内", f"{patents}?fee=grace"),
        ("专利清单：2015 年底有效", f"{patents}?on=2015-12-31"),
        ("专利清单：少见的状态", f"{patents}?status=rejected"),
        ("专利清单：按申请日", f"{patents}?sort=applied_on"),
        ("专利清单：第 50 页，可翻看的最后一页", f"{patents}?page=50"),
        ("商标清单：第 30 类", f"{marks}?class=30"),
        ("商标清单：驰名商标", f"{marks}?honour=well_known"),
        ("到期与风险", reverse("rights:due")),
        ("权利人页", reverse("rights:holder", args=[777])),
        ("专利页（单页）", reverse("rights:right", args=[middle.pk])),
        ("专利页：2015 年底（单页）", f"{reverse('rights:right', args=[middle.pk])}?on=2015-12-31"),
        ("商标页（单页）", reverse("rights:right", args=[mark.pk])),
        ("公众清单", reverse("rights:public_rights", args=["patent"])),
    ]


def rows(times: int = TIMES) -> list[dict[str, Any]]:
    """Seed and measure; two rows a page: milliseconds and queries."""
    from django.test import Client

    from bench.seed_large import office_user
    from bench.seed_registers import TODAY, analyse, seed
    from qingzhi.base import clock

    with clock.fixed(TODAY):
        print(json.dumps(seed(RIGHTS, MARKS), ensure_ascii=False), file=sys.stderr)
        analyse()
        client = Client()
        client.force_login(office_user(), backend="qingzhi.base.identity.backends.PasswordBackend")
        found: list[dict[str, Any]] = []
        for title, url in addresses():
            p95, queries = measure(client, url, times)
            print(f"{title}: {p95:.0f} ms, {queries} queries", file=sys.stderr)
            found.append(below(f"{title}，一百万件，服务器用时 p95", p95, P95_MS, "ms"))
            found.append(below(f"{title}，查询次数", queries, QUERIES, "次"))
        return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
        os.environ["QINGZHI_DATA"] = folder
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        report(rows())


if __name__ == "__main__":
    main()
