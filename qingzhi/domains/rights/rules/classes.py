"""Symbols of classifications as the register keeps them: IPC, Locarno, Nice. Pure."""

import re
import unicodedata

from ..terms import Scheme

_SPLIT = re.compile(r"[;；,，、|｜\n\r]+")
_EDITION = re.compile(r"\((?:19|20)\d\d\.?\d{0,2}\)|\(\d{1,2}\)|（\d{4}\.\d\d）")
_IPC = re.compile(r"([A-H]\d\d[A-Z])(\d{1,4})/0*?(\d{2,6})", re.ASCII)
_SUBCLASS = re.compile(r"[A-H]\d\d(?:[A-Z](?:\d{1,4})?)?", re.ASCII)
_LOCARNO = re.compile(r"(?:LOC)?(?:\(\d+\))?(?:CL\.?)?(\d{1,2})[-.\s]?(\d{2})(?:[A-Z]\d*)?", re.ASCII)
_NICE = re.compile(r"第?0?(\d{1,2})类?", re.ASCII)
LONGEST = 20


def read_ipc(text: str) -> str:
    """An IPC symbol without spaces and edition; "" where it is none.

    >>> read_ipc("A24B   15/18    (2006.01)"), read_ipc("c12r 1/645")
    ('A24B15/18', 'C12R1/645')
    """
    if text.isascii() and _IPC.fullmatch(text):
        return text
    plain = "".join(_EDITION.sub("", unicodedata.normalize("NFKC", text)).split()).upper()
    plain = re.sub(r"(?:INT\.?CL\.?|[IFN]$)", "", plain).split("(")[0].strip(".")
    if found := _IPC.fullmatch(plain):
        return f"{found[1]}{int(found[2])}/{found[3]}"
    return plain if _SUBCLASS.fullmatch(plain) else ""


def read_locarno(text: str) -> str:
    """A Locarno class in the form 09-03; "" where it is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    found = _LOCARNO.fullmatch(plain)
    return f"{int(found[1]):02}-{found[2]}" if found and 1 <= int(found[1]) <= 32 else ""


def read_nice(text: str) -> str:
    """A Nice class from 1 to 45; "" where it is none."""
    found = _NICE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return str(int(found[1])) if found and 1 <= int(found[1]) <= 45 else ""


READERS = {Scheme.IPC: read_ipc, Scheme.LOCARNO: read_locarno, Scheme.NICE: read_nice}


def read_classes(scheme: Scheme, *texts: str) -> tuple[tuple[str, ...], str]:
    """The symbols that some cells name, the first the main one, each once; and the first piece that is none."""
    found: dict[str, None] = {}
    wrong = ""
    read = READERS[scheme]
    for text in texts:
        for piece in _pieces(text, scheme):
            symbol = read(piece)
            if symbol:
                found[symbol] = None
            elif piece.strip() and not wrong:
                wrong = piece.strip()
    return tuple(found), wrong


def _pieces(text: str, scheme: Scheme) -> list[str]:
    if not text:
        return []
    pieces = _SPLIT.split(text)
    return [part for piece in pieces for part in piece.split()] if scheme is Scheme.NICE else pieces
