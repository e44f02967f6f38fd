"""Pure rules: pictures without traces, receipts, the registry of targets."""

from base64 import b64decode
from datetime import datetime

import pytest

from ..rules.complaint_targets import UnknownTarget, complaint_target, opener_of
from ..rules.pictures import PictureBroken, without_traces
from ..rules.receipts import names_digest, receipt_text, words_digest
from ..testing.complaints import POINT, photo

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==")


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + b"crc!"


@pytest.mark.parametrize(
    ("picture", "clean"),
    [
        (POINT, POINT),
        (photo("secret"), POINT),
        (POINT[:2] + b"\xff\xfe\x00\x08secret"[:10] + POINT[2:], POINT),  # a comment
        (POINT + b"hidden behind the end", POINT),
        (PNG, PNG),
        (PNG[:33] + chunk(b"tEXt", b"Author\0me") + chunk(b"eXIf", b"gps") + PNG[33:] + b"behind", PNG),
    ],
)
def test_traces_go_and_the_picture_stays(picture, clean):
    assert without_traces(picture) == clean


@pytest.mark.parametrize(
    "broken", [b"\xff\xd8\xff\xe0\x00\x10JF", b"\xff\xd8abcd", POINT[:-2], PNG[:40], b"GIF89a", b""]
)
def test_what_does_not_hang_together_is_told(broken):
    with pytest.raises(PictureBroken):
        without_traces(broken)


def test_a_receipt_names_digests_and_nobody():
    text = receipt_text(
        number="JB201800001", part=1, at=datetime(2018, 7, 2, 9, 30), body="省知识产权局", told=words_digest("经过"),
        evidence=[("文件", "a" * 64), ("网址", "b" * 64)],
    )  # fmt: skip
    assert names_digest(text, "b" * 64).startswith("证据2（网址）") and names_digest(text, "c" * 64) == ""
    assert words_digest("一\r\n二 ") == words_digest("一\n二") != words_digest("一二")


def test_one_procedure_for_each_way():
    complaint_target("tests.way", print)
    assert opener_of("tests.way") is print
    with pytest.raises(ValueError):
        complaint_target("tests.way", repr)
    with pytest.raises(UnknownTarget):
        opener_of("tests.none")
