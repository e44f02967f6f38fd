"""Designing surveys: drafts of their forms, questions and relations, publishing, and what comes with the house."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events.surveys import SurveyPublished
from ..models import Indicator, Survey, SurveyQuestion, SurveyRule, SurveyThreshold, SurveyVersion
from ..models.surveys import frozen_question
from ..refusals import ValueNotValid
from ..refusals.surveys import VersionPublished
from ..rules.amounts import UnitDiffers, in_unit
from ..rules.survey_relations import CODE, RelationNotUnderstood, read_relation
from ..terms.surveys import QuestionKind, ThresholdKind, VersionState

FIELDS = (
    "section", "title", "kind", "unit", "indicator", "required", "least", "most", "is_part", "rollup", "asked_of", "note",
)  # fmt: skip


@transaction.atomic
def draft_version(*, actor: Actor, survey: Survey, source: str) -> SurveyVersion:
    """Begin the next version of a form as a copy of the last 「拟订表式」, or change the source of the one in preparation."""
    require(actor, "metrics.survey.design")
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not source.strip():
        raise ValueNotValid("请填写依据：批准文件或统计制度", "source")
    draft = survey.versions.filter(state=VersionState.DRAFT).first()
    if draft is not None:
        changes = changed(draft, source=source.strip())
        if changes:
            draft.save(update_fields=["source"])
            record(actor, "metrics.draft_survey", draft, changes=changes)
        return draft
    last = survey.versions.order_by("-number").first()
    draft = SurveyVersion.objects.create(
        survey=survey,
        number=(last.number if last else 0) + 1,
        source=source.strip(),
        drafted_by=actor.name,
        drafted_at=clock.now(),
    )
    if last is not None:
        SurveyQuestion.objects.bulk_create(
            SurveyQuestion(version=draft, **frozen_question(one)) for one in last.questions.all()
        )
        SurveyRule.objects.bulk_create(
            SurveyRule(version=draft, position=one.position, text=one.text, strict=one.strict, note=one.note)
            for one in last.rules.all()
        )
    record(actor, "metrics.draft_survey", draft, changes={"source": ("", draft.source)})
    return draft


@transaction.atomic
def set_question(*, actor: Actor, version: SurveyVersion, code: str, **values: Any) -> SurveyQuestion:
    """Add a question to a draft, or change the one of that code. Saying the same again changes nothing."""
    version = _draft(actor, version)
    code = code.strip()
    if not CODE.match(code):
        raise ValueNotValid("代码用小写英文字母开头，后跟字母、数字或下划线，如 a1", "code")
    _check_question(values)
    question = version.questions.filter(code=code).first()
    if question is None:
        last = version.questions.aggregate(last=Max("position"))["last"]
        values.setdefault("position", 0 if last is None else last + 1)
        question = SurveyQuestion.objects.create(version=version, code=code, **values)
        changes = {name: (None, value) for name, value in values.items() if value not in (None, "", [])}
    else:
        changes = changed(question, **values)
        if not changes:
            return question
        question.save()
    record(actor, "metrics.set_survey_question", version, changes={f"{code}.{k}": v for k, v in changes.items()})
    return question


@transaction.atomic
def remove_question(*, actor: Actor, version: SurveyVersion, code: str) -> None:
    """Take a question out of a draft, with the relations that name it; twice changes nothing."""
    version = _draft(actor, version)
    found = version.questions.filter(code=code).first()
    if found is None:
        return
    for rule in version.rules.all():
        if code in read_relation(rule.text).names:
            rule.delete()
    found.delete()
    record(actor, "metrics.remove_survey_question", version, changes={code: (found.title, None)})


@transaction.atomic
def add_rule(*, actor: Actor, version: SurveyVersion, text: str, strict: bool = True, note: str = "") -> SurveyRule:
    """Add a relation between questions to a draft; the same one again only changes how strict it is."""
    version = _draft(actor, version)
    try:
        relation = read_relation(text)
    except RelationNotUnderstood as error:
        raise ValueNotValid(str(error), "text") from None
    known = set(version.questions.filter(kind=QuestionKind.NUMBER).values_list("code", flat=True))
    unknown = [name for name in relation.names if name not in known]
    if unknown:
        raise ValueNotValid(f"没有代码为“{'、'.join(unknown)}”的数值项目", "text")
    last = version.rules.aggregate(last=Max("position"))["last"]
    rule, created = SurveyRule.objects.update_or_create(
        version=version,
        text=relation.text,
        defaults={"strict": strict, "note": note.strip()},
        create_defaults={"strict": strict, "note": note.strip(), "position": 0 if last is None else last + 1},
    )
    record(actor, "metrics.add_survey_rule", version, changes={"rule": (None if created else rule.text, rule.text)})
    return rule


@transaction.atomic
def remove_rule(*, actor: Actor, version: SurveyVersion, rule: int) -> None:
    """Take a relation out of a draft; twice changes nothing."""
    version = _draft(actor, version)
    found = version.rules.filter(pk=rule).first()
    if found is not None:
        found.delete()
        record(actor, "metrics.remove_survey_rule", version, changes={"rule": (found.text, None)})


@transaction.atomic
def publish_version(*, actor: Actor, version: SurveyVersion, valid_from: date) -> SurveyVersion:
    """Let a draft be the form from a day on 「发布表式」; the version before it ends on that day."""
    require(actor, "metrics.survey.publish")
    version = _locked(version)
    if not version.questions.exists():
        raise ValueNotValid("表式还没有项目，不能发布")
    former = version.survey.versions.select_for_update().filter(state=VersionState.PUBLISHED, valid_to=None).first()
    if former is not None:
        if former.valid_from and valid_from <= former.valid_from:
            raise ValueNotValid(f"启用日期应晚于现行版本的启用日期 {former.valid_from}", "valid_from")
        ended = changed(former, valid_to=valid_from)
        former.save(update_fields=["valid_to"])
        record(actor, "metrics.end_survey", former, changes=ended)
    changes = changed(
        version,
        state=VersionState.PUBLISHED.value,
        valid_from=valid_from,
        published_by=actor.name,
        published_at=clock.now(),
    )
    version.save()
    record(actor, "metrics.publish_survey", version, changes=changes)
    publish(SurveyPublished(version_id=version.pk))
    return version


@transaction.atomic
def load_surveys(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> int:
    """Load the surveys that come with the house, published from their day; how many are new. Those there are stay as they are."""
    require(actor, "metrics.survey.design")
    known = set(Survey.objects.values_list("code", flat=True))
    indicators = {one.code: one for one in Indicator.objects.all()}
    made = 0
    for position, row in enumerate(rows):
        if row["code"] in known:
            continue
        about = {name: row[name] for name in ("code", "title", "basis", "span", "audience")}
        survey = Survey.objects.create(position=position, **about)
        version = draft_version(actor=actor, survey=survey, source=row["source"])
        for question in row["questions"]:
            values = {name: question[name] for name in FIELDS if name in question}
            for name in ("least", "most"):
                if values.get(name) is not None:
                    values[name] = Decimal(str(values[name]))
            if "indicator" in values:
                values["indicator"] = indicators[values["indicator"]]
            set_question(actor=actor, version=version, code=question["code"], **values)
        for rule in row.get("rules", ()):
            add_rule(actor=actor, version=version, **rule)
        publish_version(actor=actor, version=version, valid_from=date.fromisoformat(row["valid_from"]))
        made += 1
    return made


@transaction.atomic
def load_survey_thresholds(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load thresholds that are not there yet; how many are new. A later row ends the one before it of the same kind."""
    require(actor, "metrics.survey.design")
    surveys = {one.code: one for one in Survey.objects.all()}
    new = 0
    for row in rows:
        survey = surveys.get(row.get("survey", ""))
        key = {"survey": survey, "kind": ThresholdKind(row["kind"]).value, "valid_from": date.fromisoformat(row["valid_from"])}  # fmt: skip
        if SurveyThreshold.objects.filter(**key).exists():
            continue
        until = date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None
        made = SurveyThreshold.objects.create(
            **key, percent=Decimal(row["percent"]), valid_to=until, source=row["source"]
        )
        record(actor, "metrics.set_survey_threshold", made, changes={"percent": (None, made.percent)})
        new += 1
    return new


def _draft(actor: Actor, version: SurveyVersion) -> SurveyVersion:
    require(actor, "metrics.survey.design")
    return _locked(version)


def _locked(version: SurveyVersion) -> SurveyVersion:
    """The version, locked; refused once it is published."""
    Survey.objects.select_for_update().get(pk=version.survey_id)
    found = SurveyVersion.objects.select_for_update(of=("self",)).select_related("survey").get(pk=version.pk)
    if not found.is_draft:
        raise VersionPublished(f"第 {found.number} 版已由{found.published_by}发布，不能再改；如有调整请拟订新版本")
    return found


def _check_question(values: Mapping[str, Any]) -> None:
    if not str(values.get("title", "")).strip():
        raise ValueNotValid("请填写项目名称", "title")
    least, most = values.get("least"), values.get("most")
    if least is not None and most is not None and most < least:
        raise ValueNotValid("上限应不低于下限", "most")
    indicator = values.get("indicator")
    if values.get("kind", QuestionKind.NUMBER) == QuestionKind.TEXT:
        if indicator is not None:
            raise ValueNotValid("文字项目不能对应指标", "indicator")
        return
    if indicator is not None:
        try:
            in_unit(Decimal(1), values.get("unit", ""), indicator.unit)
        except UnitDiffers as error:
            raise ValueNotValid(str(error), "unit") from None
