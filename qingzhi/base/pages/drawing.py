"""Making a drawing fit for the page: nothing that runs, nothing from elsewhere, no style that the CSP would refuse."""

import re
from hashlib import sha256

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
DROPPED = {
    "script",
    "foreignObject",
    "style",
    "image",
    "iframe",
    "audio",
    "video",
    "animate",
    "set",
    "animateTransform",
}
LOCAL = re.compile(r"^(#|/(?!/|\\))")


def cleaned(svg: str) -> str:
    """The SVG with style attributes turned into presentation attributes and everything active taken out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag.replace(SVG, "") in DROPPED and element.getparent() is not None:
            element.getparent().remove(element)
            continue
        _clean(element)
    _rename_ids(root)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return etree.tostring(root, encoding="unicode")


def alone(svg: str, label: str) -> str:
    """A cleaned SVG as a file of its own: with its size, and with words for those who cannot see it."""
    root = etree.fromstring(svg.encode("utf-8"))
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    for name in ("aria-hidden", "focusable"):
        root.attrib.pop(name, None)
    for name, value in (("width", width), ("height", height), ("role", "img"), ("aria-label", label)):
        root.set(name, value)
    title = etree.Element(f"{SVG}title")
    title.text = label
    root.insert(0, title)
    return etree.tostring(root, encoding="unicode")


def _clean(element: etree._Element) -> None:
    for name in list(element.attrib):
        plain = name.lower()
        if plain == "style":
            for part in element.attrib.pop(name).split(";"):
                key, _, value = part.partition(":")
                if key.strip() and value.strip():
                    element.set(key.strip(), value.strip())
        elif plain.startswith(("on", "aria-", "role")) or (
            plain in {"href", XLINK.lower()} and not LOCAL.match(element.attrib[name].strip())
        ):
            del element.attrib[name]


def _rename_ids(root: etree._Element) -> None:
    """Ids of their own for clip paths and gradients, since several drawings stand in one page."""
    names = {element.get("id"): element for element in root.iter() if element.get("id")}
    if not names:
        return

    mark = sha256(etree.tostring(root)).hexdigest()[:8]
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name == "id":
                element.set("id", f"{mark}-{value}")
            elif "url(#" in value:
                element.set(name, re.sub(r"url\(#", f"url(#{mark}-", value))
            elif value.startswith("#") and value[1:] in names:
                element.set(name, f"#{mark}-{value[1:]}")
