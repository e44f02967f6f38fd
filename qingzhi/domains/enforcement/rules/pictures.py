"""What a camera writes into a picture beside what is seen: place, time, device. Taken out without touching the picture. Pure."""

_KEPT_JPEG = {0xE0, 0xEE}  # JFIF and Adobe's colour transform, without which colours come out wrong
_STANDALONE = {0x01, *range(0xD0, 0xD9)}
_DROPPED_PNG = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}
_PNG = b"\x89PNG\r\n\x1a\n"


class PictureBroken(ValueError):
    """The bytes do not hang together as a picture of their kind."""


def without_traces(data: bytes) -> bytes:
    """A JPEG (ITU-T T.81) or PNG (ISO/IEC 15948) without EXIF, XMP, IPTC, comments and whatever stands behind its end."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    raise PictureBroken("neither JPEG nor PNG")


def _jpeg(data: bytes) -> bytes:
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise PictureBroken("a segment does not begin with a marker")
        marker = data[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker in _STANDALONE:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data):
            raise PictureBroken("a segment is cut off")
        if marker == 0xDA:
            return bytes(kept) + data[at : _end_of_scans(data, end)]
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT_JPEG or _is_colour_profile(data, at):
            kept += data[at:end]
        at = end
    raise PictureBroken("no picture in it")


def _is_colour_profile(data: bytes, at: int) -> bool:
    return data[at + 1] == 0xE2 and data[at + 4 : at + 16] == b"ICC_PROFILE\0"


def _end_of_scans(data: bytes, start: int) -> int:
    """Behind the end-of-image marker: a thumbnail or a second picture that a phone hangs on is left out."""
    end = data.find(b"\xff\xd9", start)
    if end < 0:
        raise PictureBroken("the picture has no end")
    return end + 2


def _png(data: bytes) -> bytes:
    kept, at = bytearray(_PNG), len(_PNG)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise PictureBroken("a chunk is cut off")
        if kind not in _DROPPED_PNG:
            kept += data[at:end]
        if kind == b"IEND":
            return bytes(kept)
        at = end
    raise PictureBroken("the picture has no end")
