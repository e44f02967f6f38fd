"""Walks of an online case: one link seen and kept, the platform acts or not, the shop declares, it goes on outside of the web."""

from qingzhi.base.permits import Actor
from qingzhi.domains.enforcement.testing import online
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    """The officer; the platform for its own answer."""
    return online.platform() if step.lane == "platform" else online.officer()


def captured() -> Case:
    """A shop with a link of which there is a capture."""
    return online.make_online(captured=True).case


def bare() -> Case:
    """A shop with a link that nobody has kept."""
    return online.make_online().case


def on_a_platform_with_an_account() -> Case:
    """The same on a platform for which somebody answers here."""
    online.make_operator()
    return online.make_online(captured=True).case


STEPS = ("outcome", "answer", "counter", "pursued", "go_offline")
ONLINE = Walk(
    code="enforcement.online",
    variants={"captured": captured, "bare": bare, "known": on_a_platform_with_an_account},
    who=who,
    data={code: lambda case, code=code: online.filled(case, code) for code in STEPS},
    paths=(
        ("captured", "notify outcome counter restore! wait restore close"),
        ("captured", "notify outcome counter pursued close"),
        ("captured", "notify outcome go_offline"),
        ("captured", "notify go_offline"),
        ("known", "notify answer close"),
        ("bare", "notify! drop"),
    ),
)
