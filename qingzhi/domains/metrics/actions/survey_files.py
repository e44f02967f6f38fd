"""Taking in an answer sheet that was filled in as a file: kept as a draft, never handed in by itself."""

from typing import Any

from qingzhi.base.permits import Actor

from ..models import SurveyAnswer
from ..queries.survey_workbooks import mark_of
from ..queries.surveys import questions_of
from ..refusals.surveys import AnswerFileRefused
from ..rules.answer_files import AnswerFile, AnswerFileUnfit, Mark, number_in, read_answer_file
from .survey_sheets import save_sheet

MOST = 2 * 1024 * 1024


def take_in_file(*, actor: Actor, answer: SurveyAnswer, content: bytes) -> SurveyAnswer:
    """Put what a file says into the sheet 「上传调查表」; the file was made for this very sheet as it stands, or is refused."""
    if len(content) > MOST:
        raise AnswerFileRefused("文件超过 2 MB，不会是一张调查表，请检查是否选错了文件")
    try:
        file = read_answer_file(content)
        _check(file.mark, mark_of(answer))
        typed = _typed(file, answer)
    except AnswerFileUnfit as error:
        raise AnswerFileRefused(str(error)) from None
    return save_sheet(actor=actor, answer=answer, typed=typed, revision=file.mark.revision)


def _typed(file: AnswerFile, answer: SurveyAnswer) -> dict[str, dict[str, Any]]:
    questions = {one.code: one for one in questions_of(answer.round.version, answer.body)}
    typed: dict[str, dict[str, Any]] = {}
    for written in file.lines:
        question = questions.get(written.code)
        if question is None:
            raise AnswerFileUnfit(f"第 {written.line} 行的代码“{written.code}”不在这张调查表里，请重新下载后填写")
        if question.is_number:
            given = {"value": number_in(written, question.title)}
        else:
            given = {"text": written.value}  # type: ignore[dict-item]
        typed[written.code] = {**given, "reason": written.reason[:500]}
    return typed


def _check(given: Mark, own: Mark) -> None:
    if given.body != own.body:
        raise AnswerFileUnfit("这是另一个单位的调查表，请核对后上传本单位的表")
    if (given.survey, given.period) != (own.survey, own.period):
        raise AnswerFileUnfit(f"这是另一期调查的表（{given.period}），本页应上传 {own.period} 的表")
    if given.version != own.version:
        raise AnswerFileUnfit(f"这是第 {given.version} 版表式，本期用第 {own.version} 版，请重新下载后填写")
