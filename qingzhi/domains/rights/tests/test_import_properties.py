"""Whatever the order of rows, wherever a chunk ends or a program is killed: the registers end in the same state."""

import random
from datetime import date
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingzhi.domains.rights.models import Right
from qingzhi.domains.rights.tests.files import AS_OF, patent, reference, state
from qingzhi.engine.imports.kinds import Outcome, kind_of
from qingzhi.engine.imports.models import Batch, Change

pytestmark = pytest.mark.django_db
NEWER, OLDER = date(2018, 7, 31), date(2018, 5, 31)
HEADS = ("申请号", "发明名称", "专利类型", "申请日", "公开（公告）号", "公开（公告）日", "授权公告号", "授权公告日", None, "当前法律状态", "法律状态日期",
         "申请（专利权）人", "地址", None, "发明（设计）人", "代理机构", "主分类号", "分类号", "摘要", "权利要求数", "优先权")  # fmt: skip
WORDS = (("授权", "2018-05-11"), ("未缴年费专利权终止", "2018-05-20"), ("驳回", "2018-05-12"), ("", ""))
HOLDERS = ("青海甲有限公司", "乙大学；丙有限公司", "张三", "")
ROW = st.tuples(
    st.integers(1, 4), st.sampled_from(("甲装置", "乙方法")), st.sampled_from(WORDS), st.sampled_from(HOLDERS),
    st.sampled_from(("C01D15/08", "C02F1/44；A01B1/00", "")),
)  # fmt: skip
FILE = st.lists(ROW, min_size=1, max_size=9)
SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SERIAL = count(1)


class Undone(Exception):
    """Ends a transaction without a trace."""


@pytest.fixture(autouse=True)
def tables():
    reference()


def rows_of(drawn):
    """Rows in the order of the kind's fields, numbered from the second line."""
    texts = []
    for serial, title, (word, on), holders, classes in drawn:
        row = patent(serial, 发明名称=title, 当前法律状态=word, 法律状态日期=on, 分类号=classes, 主分类号="")
        row["申请（专利权）人"] = holders
        texts.append([row.get(head, "") if head else "" for head in HEADS])
    return list(enumerate(texts, 2))


def write(rows, as_of=AS_OF, sizes=(10_000,), begin_anew=False):
    """Write rows as a batch in chunks of these sizes; `begin_anew` forgets the writer after each, as a killed program does."""
    kind = kind_of("patents")
    assert len(kind.fields) == len(HEADS)
    batch = Batch.objects.create(
        kind="patents", file_name="示例.csv", file_sha256=str(next(SERIAL)), file_size=1, format="csv", data_as_of=as_of,
        requested_at="2018-07-01T00:00:00Z", requested_by="测试",
    )  # fmt: skip
    writer, total, place = kind.begin(batch), Outcome(), 0
    for size in [*sizes, len(rows)]:
        chunk = rows[place : place + size]
        if chunk:
            with transaction.atomic():
                outcome = writer.write(chunk)
            place += len(chunk)
            batch.cursor = place
            batch.save()
            for name in ("created", "updated", "unchanged", "older"):
                setattr(total, name, getattr(total, name) + getattr(outcome, name))
            if begin_anew:
                writer = kind.begin(batch)
    return batch, (total.created, total.updated, total.unchanged, total.older)


def ends_in(*files):
    """The state after files (rows, data of, chunks, whether the program is killed after each chunk), and the last counts;
    nothing of it stays."""
    try:
        with transaction.atomic():
            for rows, as_of, sizes, anew in files:
                _, counted = write(rows, as_of, sizes, anew)
            found = state(), counted
            raise Undone
    except Undone:
        return found


@SOME
@given(FILE, st.randoms(use_true_random=False), st.lists(st.integers(1, 4), max_size=4), st.booleans())
def test_order_chunks_and_kills_do_not_matter(drawn, chance, sizes, killed):
    rows = rows_of(drawn)
    shuffled = rows[:]
    chance.shuffle(shuffled)
    straight = ends_in((rows, AS_OF, (), False))
    assert ends_in((shuffled, AS_OF, sizes, killed)) == straight
    assert sum(straight[1]) == len(rows)


@SOME
@given(FILE, FILE, st.randoms(use_true_random=False), st.lists(st.integers(1, 4), max_size=4), st.booleans())
def test_the_same_holds_for_newer_data_on_top(first, second, chance, sizes, killed):
    rows, shuffled = rows_of(second), rows_of(second)
    chance.shuffle(shuffled)
    base = (rows_of(first), AS_OF, (), False)
    assert ends_in(base, (shuffled, NEWER, sizes, killed)) == ends_in(base, (rows, NEWER, (), False))


@SOME
@given(FILE, st.randoms(use_true_random=False), st.lists(st.integers(1, 4), max_size=4), st.booleans())
def test_the_same_rows_again_change_nothing(drawn, chance, sizes, killed):
    rows = rows_of(drawn)
    shuffled = rows[:]
    chance.shuffle(shuffled)
    base = (rows, AS_OF, (), False)
    found, (created, updated, unchanged, older) = ends_in(base, (shuffled, AS_OF, sizes, killed))
    assert found == ends_in(base)[0]
    assert (created, updated) == (0, 0)
    assert unchanged + older == len(rows)


@SOME
@given(FILE, FILE, st.lists(st.integers(1, 4), max_size=4))
def test_older_rows_after_newer_ones_change_nothing_but_what_is_new(newer, older, sizes):
    known = {serial for serial, *_ in newer}
    base = (rows_of(newer), NEWER, (), False)
    found, _ = ends_in(base, (rows_of([row for row in older if row[0] in known]), OLDER, sizes, False))
    assert found == ends_in(base)[0]


@SOME
@given(FILE, FILE, st.lists(st.integers(1, 4), max_size=4), st.booleans())
def test_taking_a_batch_back_restores_every_row(first, second, sizes, killed):
    try:
        with transaction.atomic():
            write(rows_of(first))
            before = state(ids=True)
            batch, _ = write(rows_of(second), NEWER, sizes, killed)
            kind_of("patents").roll_back(batch)
            assert state(ids=True) == before
            assert not Right.objects.filter(batch_id=batch.pk).exists()
            assert not Change.objects.filter(batch=batch).exclude(model="rights.seen").exists()
            raise Undone
    except Undone:
        pass


def test_a_larger_file_in_random_order_and_chunks_ends_the_same():
    chance = random.Random(20181122)
    drawn = [
        (chance.randint(1, 150), chance.choice("甲乙丙丁"), chance.choice(WORDS), chance.choice(HOLDERS), chance.choice(("A01B1/00", "C02F1/44", "")))
        for _ in range(400)
    ]  # fmt: skip
    rows = rows_of(drawn)
    shuffled = chance.sample(rows, len(rows))
    sizes = [chance.randint(1, 90) for _ in range(8)]
    assert ends_in((shuffled, AS_OF, sizes, True)) == ends_in((rows, AS_OF, (), False))
