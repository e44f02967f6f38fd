"""The scene of the registers: the made-up files are written down and taken in as any file from outside is."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from qingzhi.base import clock
from qingzhi.domains.parties.actions import mark_fictional
from qingzhi.domains.rights.models import Right
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch
from qingzhi.engine.imports.kinds import kind_of

from ..stage import Stage
from . import marks, others, parties, patents
from .holders import Cast
from .world import World

NOTE = "演示数据（示例）：主体、号码和名称均为虚构，数量与公开统计一致"
LICENCE = "示例数据，可自由使用"
TAKEN_IN_AT = datetime(2018, 6, 30, 17, 5)
Rows = Callable[[World, Cast], Iterator[dict[str, str]]]
FILES: tuple[tuple[str, str, Mapping[str, str], Rows], ...] = (
    ("parties", "示例_企业登记信息", parties.HEADS, parties.parties),
    ("patents", "示例_专利数据", patents.HEADS, patents.patents),
    ("trademarks", "示例_商标数据", marks.HEADS, marks.marks),
    ("copyrights", "示例_版权登记", others.WORK_HEADS, others.copyrights),
    ("geographical-indications", "示例_地理标志", others.GI_HEADS, others.indications),
    ("plant-varieties", "示例_植物新品种", others.VARIETY_HEADS, others.varieties),
    ("layout-designs", "示例_布图设计", others.LAYOUT_HEADS, others.layouts),
)


def world_of(stage: Stage) -> World:
    """The world in the size that this building asks for."""
    today = date.fromisoformat(str(stage.province.facts["demo"]["today"]))
    small = settings.QINGZHI_DEMO_SIZE == "small"
    world = World(stage.province, today)
    return World(stage.province, today, divide=int(world.facts["scale_small"])) if small else world


def write_files(world: World, folder: Path) -> dict[str, Path]:
    """The files of every register by import kind, in UTF-8 with a mark, as spreadsheets write them."""
    cast = Cast(world)
    folder.mkdir(parents=True, exist_ok=True)
    return {kind: _write(folder / f"{name}.csv", heads, rows(world, cast)) for kind, name, heads, rows in FILES}


def _write(path: Path, heads: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads.values())
        writer.writerows([row.get(field, "") for field in heads] for row in rows)
    return path


def take_in_registers(stage: Stage) -> int | bool:
    """Take every made-up file in, as the clerk of the registers does it in the browser; how many rights there are then."""
    if Right.objects.exists():
        return False
    actor, world = stage.actor("registry"), world_of(stage)
    with clock.fixed(TAKEN_IN_AT), TemporaryDirectory() as folder:
        for kind, path in write_files(world, Path(folder)).items():
            batch = prepare_batch(
                actor=actor,
                kind=kind,
                source=path,
                file_name=path.name,
                data_as_of=TAKEN_IN_AT.date(),
                licence=LICENCE,
                republish=[one.name for one in kind_of(kind).fields],
                note=NOTE,
            )
            run_batch(batch=confirm_batch(actor=actor, batch=batch))
    mark_fictional(actor=actor)
    return Right.objects.count()
