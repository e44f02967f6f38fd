"""Where imports stand in the menu and on first pages."""

from typing import Any

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor

from .access import visible_batches
from .listings import kind_title
from .queries.batches import progress_of
from .queries.feeds import silent_feeds
from .queries.lights import batch_state

SHOWN = 5


def register_shell() -> None:
    """The entry of the menu and the registry's card."""
    menu_entry("数据导入", "imports:batches", section="登记簿", position=60, icon="upload", permit="imports.view")
    card(
        Card(
            code="imports.recent",
            homes=("registry",),
            template="imports/card.html",
            context=recent,
            permit="imports.view",
            position=40,
        )
    )


def recent(actor: Actor) -> dict[str, Any]:
    """The last batches and the sources that need attention."""
    rows = [
        {"batch": one, "state": batch_state(one), "kind": kind_title(one.kind), "progress": progress_of(one)}
        for one in visible_batches(actor).order_by("-id")[:SHOWN]
    ]
    return {"rows": rows, "silent": silent_feeds()}
