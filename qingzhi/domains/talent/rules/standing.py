"""Whether an expert may be drawn on a day. Pure."""

from datetime import date

from ..terms import ExpertState


def standing(on: date, valid_from: date, valid_to: date | None, retired_on: date | None) -> tuple[ExpertState, str]:
    """The state and its reason; the term's end is exclusive."""
    if retired_on is not None and retired_on <= on:
        return ExpertState.RETIRED, f"{retired_on} 退出"
    if on < valid_from:
        return ExpertState.FUTURE, f"聘期自 {valid_from} 起"
    if valid_to is not None and valid_to <= on:
        return ExpertState.EXPIRED, f"聘期至 {valid_to} 届满，须续聘"
    return ExpertState.ACTIVE, f"聘期至 {valid_to}" if valid_to else "长期聘任"
