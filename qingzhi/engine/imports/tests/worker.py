"""A worker process of its own for the crash tests: `python worker.py DATABASE BATCH` imports until it is done or killed.

Its writer takes its time between what it writes, so that a kill falls into the middle of a chunk.
"""

import os
import sys
import time


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    import django

    django.setup()
    from dataclasses import replace

    from qingzhi.engine.imports import kinds, testing
    from qingzhi.engine.imports.actions import run_batch, running
    from qingzhi.engine.imports.models import Batch
    from qingzhi.engine.imports.rules import links

    class Slow(testing.ItemWriter):
        def write(self, rows):
            outcome = super().write(rows)
            time.sleep(0.02)
            return outcome

    testing.declare(testing.PERMIT, "导入试验物品")
    kinds.import_kind(replace(testing.ITEMS, begin=Slow))
    running.BLOCK = running.CHUNK = links.BLOCK = 20
    print("begun", flush=True)
    batch = Batch.objects.get(pk=int(sys.argv[2]))
    while batch.state in {"waiting", "running"}:
        batch = run_batch(batch)


if __name__ == "__main__":
    main()
