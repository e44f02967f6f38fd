"""What other apps put into the top bar of every page: small templates, such as a search box."""

_boxes: dict[str, str] = {}


def top_box(code: str, template: str) -> None:
    """Register a template at start-up; it stands between the name of the site and the tools."""
    _boxes[code] = template


def top_boxes() -> list[str]:
    """The registered templates, in the order of their codes."""
    return [_boxes[code] for code in sorted(_boxes)]
