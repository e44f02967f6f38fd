"""The lake at a million rights: built whole, refreshed after one change, and one question asked of it."""

import os
import resource
import tempfile
import time

from .figure import below, report

RIGHTS = 1_000_000
KINDS = "CASE n % 4 WHEN 0 THEN 'trademark' WHEN 1 THEN 'work' ELSE 'patent' END"
SEED = f"""
WITH RECURSIVE ids(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM ids WHERE n < {RIGHTS})
INSERT INTO rights_right (id, kind, number, number_shown, number_check, title, applied_on, registered_on, status,
    status_on, holder_text, region_code, is_public)
SELECT n, {KINDS}, printf('%013d', n), printf('%012d.%d', n, n % 10), 'ok', '一种盐湖卤水提锂装置及其方法' || n,
    date('2007-01-01', (n % 4000) || ' days'), date('2008-06-01', (n % 4000) || ' days'), 'in_force',
    date('2008-06-01', (n % 4000) || ' days'), '青海示例盐湖科技' || (n % 6000) || '有限公司',
    CASE n % 3 WHEN 0 THEN '630104' WHEN 1 THEN '632801' ELSE '630202' END, 1
FROM ids
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="qingzhi-lake-") as folder:
        os.environ.update(QINGZHI_DATA=folder, DJANGO_SETTINGS_MODULE="qingzhi.config.settings", DATABASE_URL="")
        import django

        django.setup()
        report(measured())


def measured() -> list[dict[str, object]]:
    from django.core.management import call_command
    from django.db import connection, transaction

    from qingzhi.domains.rights.models import Right
    from qingzhi.engine.lake.actions import refresh_lake
    from qingzhi.engine.lake.reading import count_by, query, snapshot
    from qingzhi.engine.search.actions import reindex

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(SEED)
    before = peak_mib()
    whole = refresh_lake(full=True).seconds
    memory = peak_mib()
    with transaction.atomic():
        Right.objects.filter(pk=700_001).update(title="改")
        reindex("work", 700_001)
    one = refresh_lake()
    assert one.written == 1, one
    rights = snapshot().table("rights")
    question = count_by(rights, [rights.registered_on.year().name("year"), "kind", "region_code"])
    query(question)
    started = time.perf_counter()
    rows = query(question)
    asked = (time.perf_counter() - started) * 1000
    assert sum(row["count"] for row in rows) == RIGHTS
    return [
        below("lake of 1 M rights built whole", whole, 60, "s", peak_mib=memory),
        below("memory that building the lake adds", memory - before, 512, "MiB"),
        below("lake refreshed after one change in 1 M", one.seconds, 5, "s"),
        below("1 M rights counted by year, kind, region from the lake", asked, 500, "ms"),
    ]


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
