"""Factories."""

from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import PUBLIC, SYSTEM
from qingzhi.base.regions.models import Region
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.limits.testing import make_limit

from .actions import Row, load_grounds, object_to, publish_notice
from .actions.objecting import Objector
from .kinds import PublicationKind, PublicColumn, publication_kind
from .models import Objection, ObjectionGround, Publication
from .terms import Shown, ValueKind

PERIOD, ACCEPT, ANSWER = "tests.publicity", "publication.objection.accept", "publication.objection.answer"
KIND = publication_kind(
    PublicationKind(
        "tests.subsidy",
        "拟资助名单公示",
        columns=(
            PublicColumn("party", "申请单位", required=True),
            PublicColumn("right", "权利号"),
            PublicColumn("amount", "金额（元）", ValueKind.MONEY),
            PublicColumn("inventor", "发明人", shown=Shown.NAME),
            PublicColumn("account", "收款账号", shown=Shown.NEVER),
        ),
        limit=PERIOD,
    )
)
LASTING = publication_kind(PublicationKind("tests.result", "资助结果", columns=KIND.columns, objections=False))
_numbers = count(1)


def make_publisher(name: str = "甲省知识产权局") -> Body:
    place = {"name": "甲省", "short_name": "甲省", "level": "province", "source": "测试"}
    region = Region.objects.get_or_create(code="990000", defaults=place)[0]
    subject = Subject.objects.create(kind="body", display_name=name)
    code = f"publisher-{next(_numbers)}"
    return Body.objects.create(subject=subject, code=code, name=name, short_name=name, kind="other", region=region)


def make_limits(days: int = 5) -> None:
    """The limits that publications need, where the reference table is not loaded."""
    for code, length, counting in ((PERIOD, days, "working"), (ACCEPT, 5, "working"), (ANSWER, 30, "calendar")):
        if not LimitRule.objects.filter(code=code).exists():
            make_limit(code, length, counting=counting, title="测试公示期")


def make_ground(code: str = "ownership", nature: str = "substantive", evidence: str = "0") -> ObjectionGround:
    row = {"code": code, "title": f"事由{code}", "nature": nature, "needs_evidence": evidence, "source": "测试规则"}
    load_grounds(actor=SYSTEM, rows=[row])
    return ObjectionGround.objects.get(code=code)


def row(party: str = "甲公司（示例）", subject: Any = None, **values: Any) -> Row:
    given = {"party": party, "right": "ZL201810012345.6", "amount": Decimal("3000"), "inventor": "王小明", **values}
    return Row({name: value for name, value in given.items() if value is not None}, subject)


def make_publication(body: Body | None = None, **values: Any) -> Publication:
    """A publicity of two rows, published today."""
    make_limits()
    given = {
        "actor": SYSTEM,
        "kind": "tests.subsidy",
        "title": "拟资助名单",
        "rows": [row(), row("乙公司（示例）")],
        **values,
    }
    return publish_notice(body=body or make_publisher(), **given)


def make_objection(publication: Publication | None = None, **values: Any) -> Objection:
    """An objection by real name, raised now."""
    found = publication or make_publication()
    ground = ObjectionGround.objects.first() or make_ground()
    given = {
        "actor": PUBLIC, "ground": ground, "text": "该专利的权利人并非名单所列单位，附登记簿副本。",
        "objector": Objector("李大山", "13900001234"), "token": uuid4().hex, **values,
    }  # fmt: skip
    return object_to(publication=found, **given)
