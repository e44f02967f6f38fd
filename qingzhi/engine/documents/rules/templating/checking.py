"""Whether an uploaded template may be used for a notice: nothing hostile, nothing undeclared, nothing left out, and it draws."""

from __future__ import annotations

import io
from datetime import date

import docx

from ..drawing.model import Verification
from ..notices import HOUSE, MUST_BEAR, FieldKind, NoticeTemplate, samples
from .filling import FilledTemplate, parts_of
from .hostile import HostileTemplate, refuse_hostile
from .language import LanguageError, asked_in

SAMPLE_DAY = date(2018, 7, 1)


class TemplateRefused(ValueError):
    """The template cannot be used; the message says why, for a page."""


def check_template(data: bytes, template: NoticeTemplate) -> bytes:
    """Raise `TemplateRefused`, or return the template filled with made-up values."""
    try:
        refuse_hostile(data)
        names, columns = _asked(data)
    except (HostileTemplate, LanguageError) as problem:
        raise TemplateRefused(str(problem)) from problem
    except Exception as error:  # whatever a broken package makes python-docx raise
        raise TemplateRefused("文件无法按 Word 文档打开，请用 Word 或 WPS 另存后再上传") from error
    _refuse_undeclared(names, columns, template)
    try:
        drawn = sample_of(data, template)
        docx.Document(io.BytesIO(drawn))
    except Exception as error:  # a template that cannot be filled must never be met for the first time by a case
        raise TemplateRefused(f"用示例内容试填失败，请检查循环和判断是否成对：{error}") from error
    return drawn


def sample_of(data: bytes, template: NoticeTemplate) -> bytes:
    """The template filled with made-up values."""
    filled = FilledTemplate(
        "样例〔2018〕1号", template.title, data, samples(template), SAMPLE_DAY, "（发文单位）", "（主送单位）"
    )
    return filled.draw(Verification("ABCD-EFGH", "https://example.gov.cn/verify/"))


def _asked(data: bytes) -> tuple[set[str], set[tuple[str, str]]]:
    names: set[str] = set()
    columns: set[tuple[str, str]] = set()
    for text in parts_of(data):
        found, inner = asked_in(text)
        names |= found
        columns |= inner
    return names, columns


def _refuse_undeclared(names: set[str], columns: set[tuple[str, str]], template: NoticeTemplate) -> None:
    declared = {one.name: one for one in (*HOUSE, *template.fields)}
    strangers = sorted(names - set(declared))
    if strangers:
        raise TemplateRefused(f"模板中有未声明的占位符：{'、'.join(strangers)}；可用的占位符见本页列表")
    needed = [*MUST_BEAR, *(one.name for one in template.fields if one.required)]
    absent = [f"{declared[name].label}（{name}）" for name in needed if name not in names]
    if absent:
        raise TemplateRefused(f"模板缺少必须写明的内容：{'、'.join(absent)}")
    for table, column in sorted(columns):
        found = declared.get(table)
        known = {name for name, _ in found.columns} if found and found.kind is FieldKind.TABLE else set()
        if column not in known:
            raise TemplateRefused(f"“{table}”没有栏目“{column}”")
