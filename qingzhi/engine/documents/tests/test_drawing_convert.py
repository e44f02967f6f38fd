"""The program that makes PDF: missing, failing, hanging; the fonts that it lacks."""

import os
import stat
import tempfile
import time
from pathlib import Path

import pytest

from qingzhi.engine.documents import convert
from qingzhi.engine.documents.convert import PdfUnavailable, to_pdf
from qingzhi.engine.documents.rules.drawing.fonts import OFFICIAL_FONTS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="需要 POSIX 的 shell 才能代替 LibreOffice")


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a script in LibreOffice's place, and every temporary file under one folder."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    def install(body: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("QINGZHI_SOFFICE", str(program))
        return scratch

    return install


def test_missing_program_is_named_in_one_line(monkeypatch):
    monkeypatch.setenv("QINGZHI_SOFFICE", "/nowhere/soffice")
    with pytest.raises(PdfUnavailable, match="请安装 libreoffice-writer") as caught:
        to_pdf(b"")
    assert "\n" not in str(caught.value)


def test_failing_program_says_why_and_leaves_nothing_behind(stand_in):
    scratch = stand_in("echo 'cannot open display' >&2; exit 7")
    with pytest.raises(PdfUnavailable, match=r"返回码 7.*cannot open display"):
        to_pdf(b"x")
    assert list(scratch.iterdir()) == []


def test_program_that_makes_nothing_is_reported(stand_in):
    stand_in("exit 0")
    with pytest.raises(PdfUnavailable, match="未能生成"):
        to_pdf(b"x")


def test_hanging_program_is_ended_with_its_children(stand_in):
    scratch = stand_in("sleep 60 & sleep 60")
    began = time.monotonic()
    with pytest.raises(PdfUnavailable, match="秒内没有完成"):
        to_pdf(b"x", timeout=0.5)
    assert time.monotonic() - began < 10
    assert list(scratch.iterdir()) == []


def test_each_call_has_a_profile_of_its_own_that_forbids_macros(stand_in):
    stand_in(
        'profile=${1#-env:UserInstallation=file://}; cat "$profile/user/registrymodifications.xcu" > document.pdf; '
        'echo "$1" >> document.pdf'
    )
    first, second = to_pdf(b"x").decode(), to_pdf(b"x").decode()
    assert "<value>3</value>" in first
    assert first.splitlines()[-1] != second.splitlines()[-1]


def test_missing_fonts_are_official_ones_and_each_has_a_stand_in_or_none(monkeypatch):
    monkeypatch.setattr(convert, "_installed_fonts", lambda: frozenset({"SimHei", "Noto Serif CJK SC"}))
    assert convert.missing_fonts() == tuple(font for font in OFFICIAL_FONTS if font != "黑体")
    assert convert.substitutes()["黑体"] == "SimHei"
    assert convert.substitutes()["仿宋_GB2312"] == "Noto Serif CJK SC"
    monkeypatch.setattr(convert, "_installed_fonts", lambda: frozenset(OFFICIAL_FONTS))
    assert convert.missing_fonts() == ()


def test_fonts_of_this_machine_can_be_listed():
    assert set(convert.missing_fonts()) <= set(OFFICIAL_FONTS)
