"""What an action is called on a page. Apps name theirs at start-up; one without a name shows its code."""

_titles: dict[str, str] = {}


def name_actions(titles: dict[str, str]) -> None:
    """Register official names of action codes, such as {"plan.accept_report": "认可填报"}."""
    _titles.update(titles)


def action_title(code: str) -> str:
    return _titles.get(code, code)


def named_actions() -> list[tuple[str, str]]:
    """Every named action as (code, name), by name."""
    return sorted(_titles.items(), key=lambda pair: pair[1])
