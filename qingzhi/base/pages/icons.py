"""The icons: own drawings on a 24 × 24 grid, put into the page itself, so that no request and no script is needed."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_CUT = 'class="i-cut"'

SHAPES: dict[str, str] = {
    # states: each has its own outline, so that colour is never alone
    "ok": '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>',
    "warn": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.2v.3"/>',
    "late": f'<path fill="currentColor" d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z"/><path {_CUT} d="M12 7v6M12 16.5v.5"/>',
    "done": f'<circle fill="currentColor" cx="12" cy="12" r="9.5"/><path {_CUT} d="m7.5 12.3 3.1 3.1 6-6.2"/>',
    "unknown": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 3"/><path d="M9.7 9.4a2.4 2.4 0 1 1 3.4 2.6c-.7.4-1.1.9-1.1 1.6M12 16.6v.2"/>',
    "none": '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
    # things
    "dot": '<circle fill="currentColor" stroke="none" cx="12" cy="12" r="3.5"/>',
    "home": '<path d="M4 11 12 4l8 7v9h-5.5v-6h-5v6H4z"/>',
    "inbox": '<path d="m4 13 3-8h10l3 8v6H4zM4 13h5l1.2 2.5h3.6L15 13h5"/>',
    "board": '<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01"/>',
    "plan": '<path d="M6 3h9l4 4v14H6zM14.5 3v4.5H19M9 12h7M9 16h7"/>',
    "target": '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="5"/><circle fill="currentColor" cx="12" cy="12" r="1"/>',
    "chart": '<path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6"/>',
    "trend": '<path d="m4 17 6-6 4 4 6-8M15 7h5v5"/>',
    "map": '<path d="m3 6 6-2.5 6 2.5 6-2.5v15L15 21l-6-2.5L3 21zM9 3.5v15M15 6v15"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8.5 3v5M15.5 3v5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.5 2"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4"/>',
    "file": '<path d="M6 3h9l4 4v14H6zM14.5 3v4.5H19"/>',
    "attach": '<path d="m19 11-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L13 4.2a3 3 0 0 1 4.3 4.3l-7.6 7.6a1.5 1.5 0 0 1-2.2-2.2l6.8-6.7"/>',
    "download": '<path d="M12 4v11M7.5 11 12 15.5l4.5-4.5M4 20h16"/>',
    "upload": '<path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4 20h16"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "filter": '<path d="M4 5h16l-6.2 7.5V19l-3.6-2v-4.5z"/>',
    "sort": '<path d="m8 9 4-4 4 4M8 15l4 4 4-4"/>',
    "up": '<path d="m6 15 6-6 6 6"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "left": '<path d="m15 6-6 6 6 6"/>',
    "right": '<path d="m9 6 6 6-6 6"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "edit": '<path d="m14.5 5.5 4 4L9 19l-5 1 1-5zM12.5 7.5l4 4"/>',
    "delete": '<path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10 11v6M14 11v6"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "send": '<path d="M4 12 20 4l-5.5 16-3-6.5zM11.5 13.5 20 4"/>',
    "refresh": '<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.3M20 4.5v4.8h-4.8"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"/>',
    "lock": '<path d="M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
    "users": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.5a6.5 6.5 0 0 1 3.5 5.5"/>',
    "body": '<path d="M4 20.5h16M5.5 9.5v8M10 9.5v8M14 9.5v8M18.5 9.5v8M3.5 9.5 12 4l8.5 5.5z"/>',
    "shield": '<path d="M12 3 4.5 6v6c0 4.5 3 7.5 7.5 9 4.5-1.5 7.5-4.5 7.5-9V6z"/>',
    "seal": '<circle cx="12" cy="9" r="6"/><path d="M8.5 14 7 21l5-2.5L17 21l-1.5-7"/>',
    "case": '<path d="M3.5 8h17v12h-17zM9 8V4.5h6V8M3.5 13h17"/>',
    "money": '<path d="m7 4 5 7 5-7M12 11v9.5M7.5 12h9M7.5 16h9"/>',
    "data": '<ellipse cx="12" cy="6" rx="7.5" ry="3"/><path d="M4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3"/>',
    "history": '<path d="M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4 9.3M4 4.5v4.8h4.8M12 8v4.5l3 1.8"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.7 9.4a2.4 2.4 0 1 1 3.4 2.6c-.7.4-1.1.9-1.1 1.6M12 16.6v.2"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.7v.2"/>',
    "empty": '<path d="m4 13 3-8h10l3 8v6H4zM4 13h5l1.2 2.5h3.6L15 13h5"/>',
    "text": '<path d="M4 19 9.5 5 15 19M6 14.5h7M16.5 12h5M19 9.5v5"/>',
    "moon": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7"/>',
    "out": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
    "expand": '<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>',
    "phone": '<path d="M7 2.5h10v19H7zM11 18.5h2"/>',
    "school": '<path d="m2.5 9 9.5-4.5L21.5 9 12 13.5zM6 11v5.5c3.5 2.5 8.5 2.5 12 0V11M21.5 9v6"/>',
    "law": '<path d="M12 4v16M7 20.5h10M5 7.5h14M5 7.5l-2.5 6.5h5zM19 7.5l-2.5 6.5h5z"/>',
    "bulb": '<path d="M9 17.5c0-2-3-3.5-3-7a6 6 0 0 1 12 0c0 3.5-3 5-3 7zM9.5 21h5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3"/>',
}


def draw(name: str, *, large: bool = False, label: str = "") -> SafeString:
    """An icon as SVG; hidden from readers unless it has a label. An unknown name gives the dot."""
    shape = SHAPES.get(name, SHAPES["dot"])
    role = (
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true" focusable="false"')
    )
    return format_html(
        '<svg class="i{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        " i-lg" if large else "",
        role,
        mark_safe(shape),
    )
