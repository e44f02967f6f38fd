"""What targets put on other pages: menu entry, cards of first pages, their uses on the pages of indicators."""

from typing import Any

from django.urls import reverse

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.cards import Card, card, once_a_page
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor
from qingzhi.base.regions import queries as regions
from qingzhi.domains.metrics.queries import register_usage

from ...models import PlanVersion
from ...queries.target_usages import SOURCE
from ...queries.targets import TargetState, contributions, target_states
from .target_listing import contribution_tiles, light_figures, target_url, worst_first
from .targets import versions_of

SHOWN = 6
NAMES = {
    "plan.bind_indicator": "绑定目标与指标",
    "plan.bind_baseline": "设定基期核对口径",
    "plan.set_steps": "分解年度目标",
    "plan.set_threshold": "设定亮灯阈值",
}


@once_a_page
def _first_plan(actor: Actor) -> tuple[PlanVersion | None, list[TargetState]]:
    """The first plan that the actor sees, and its targets with the prefectures' figures, the most urgent first."""
    version = next(iter(versions_of(actor)), None)
    states = target_states(version, below=list(regions.prefectures())) if version else []
    return version, worst_first(states)


def lights(actor: Actor) -> dict[str, Any] | None:
    """The lights of the plan's targets, and those that want looking at."""
    version, states = _first_plan(actor)
    if version is None:
        return None
    url = reverse("plan:plan_targets", args=[version.plan.code])
    behind = [one for one in states if one.code in ("late", "warn")]
    return {
        "version": version,
        "figures": light_figures(states, url),
        "rows": [{"state": one, "url": target_url(one)} for one in behind[:SHOWN]],
        "more": len(behind) - SHOWN,
        "url": url,
        "total": len(states),
    }


def prefectures(actor: Actor) -> dict[str, Any] | None:
    """The prefectures' parts of the first target that has figures by prefecture; left out where none has."""
    _, states = _first_plan(actor)
    for state in states:
        rows = contributions(state)
        if rows:
            return {"state": state, "url": target_url(state), "tiles": contribution_tiles(rows)}
    return None


def register_targets() -> None:
    """Called once, by the app."""
    menu_entry("目标进度", "plan:targets", section="规划", position=5, icon="target", permit="plan.target.view")
    homes = ("office", "leader")
    template = "plan/targets/card_lights.html"
    card(Card("plan.target_lights", homes, template, lights, permit="plan.target.view", width=12, position=10))
    template = "plan/targets/card_prefectures.html"
    card(Card("plan.target_prefectures", homes, template, prefectures, permit="plan.target.view", width=6, position=30))
    register_usage("plan", SOURCE)
    name_actions(NAMES)
