"""Ask every address of the demonstration as every role, and print what each was answered (CSV on stdout).

Runs in a process of its own on a copy of the demonstration. Whoever holds a route's permit asks `GET`; of those who lack it the
public and `OTHERS` that take turns ask `GET`, the first of them `POST` as well: all must be refused (one guard answers all of
them by the table of grants, and a house test sees to it that every route has it). A cell that was not asked is «-». Sample objects
belong to the science department and to Haidong where bodies matter, so that «somebody else's id in the URL» is asked by all who
hold the permit. A template is drawn once per route (a page of refusal once per role): who is let in is decided before it.
"""

import csv
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
os.environ["QINGZHI_API_PUBLIC_PER_MINUTE"] = "100000"  # every address is asked by everybody within a minute

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache as kept  # noqa: E402
from django.db.models import Model, Q  # noqa: E402
from django.template.backends.django import Template  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver, reverse  # noqa: E402

from qingzhi.base.identity.models import Grant, User  # noqa: E402

WHO = {
    "public": "",
    "planning": "planning",
    "chief": "chief",
    "member": "science",
    "other_member": "education",
    "prefecture": "haidong",
    "registry": "registry",
    "support": "support",
    "finance": "funds",
    "secretary": "award_secretary",
    "enforcement": "enforcement",
    "enforcement_chief": "enforcement_chief",
    "police": "police_case",
    "customs": "customs_case",
    "court": "court",
    "mediator": "mediator",
    "credit": "credit",
    "applicant": "applicant",
    "other_applicant": "applicant2",
    "expert": "expert",
    "leader": "leader",
    "auditor": "inspector",
    "system": "system",
    "security": "security",
    "audit": "audit",
}
OWN = "qh-science"
OTHERS = 3  # roles without the permit that ask each route beside the public, and that ask what is open to all
NOBODY = 999_999


DRAWN: set[tuple[str, str]] = set()
REFUSALS = "error"  # what the names of their templates hold


def draw_once() -> Callable[[str, str], None]:
    """Let each template be drawn once per route, those of refusals once per role; returns what says whose turn it is."""
    turn, draw = {"route": "", "who": ""}, Template.render

    def render(self: Template, *args: Any, **kwargs: Any) -> Any:
        name = str(self.template.name)
        mark = (name, turn["who"] if REFUSALS in name else turn["route"])
        if mark in DRAWN:
            return ""
        DRAWN.add(mark)
        return draw(self, *args, **kwargs)

    Template.render = render  # type: ignore[method-assign]
    return lambda route, who: turn.update(route=route, who=who)


def main() -> None:
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["route", "guard", *WHO])
    clients = {name: client_of(account) for name, account in WHO.items()}
    turn = draw_once()
    for name, view in sorted(named_routes(), key=lambda pair: pair[0]):
        guard = view.access.permit or view.access.kind
        address = address_of(name)
        found: list[str] = []
        asking = who_asks(name, view)
        for who in WHO:
            if who not in asking:
                found.append("-")
                continue
            kept.clear()  # as if each came from elsewhere: nobody has used up his tries
            turn(name, who)
            asked = any("/" in one for one in found[1:])  # the public is sent to sign in; somebody signed in is refused
            found.append(answers(clients[who], address, view, who, writing=not asked))
        writer.writerow([name, guard, *found])


def who_asks(route: str, view: Any) -> set[str]:
    """The public, whoever holds the permit, and `OTHERS`, who differ from route to route; where an account is enough, every role."""
    if view.access.kind not in {"permit", "public"}:
        return set(WHO)
    may = {who for who in WHO if view.access.permit and holds(who, view.access.permit)}
    lack = [who for who in WHO if who not in may and who != "public"]
    start = zlib.crc32(route.encode()) % len(lack) if lack else 0
    return {"public", *may, *(lack[start:] + lack[:start])[:OTHERS]}


def answers(client: Client, address: str, view: Any, who: str, *, writing: bool) -> str:
    """The status of a GET; where the permit is missing and `writing` is asked, that of a POST behind it."""
    got = client.get(address).status_code
    if not writing or view.access.kind != "permit" or holds(who, view.access.permit):
        return str(got)
    return f"{got}/{client.post(address).status_code}"


@cache
def holds(who: str, code: str) -> bool:
    account = WHO[who]
    by_post, by_mandate = (Q(**{f"role__{way}__person__account__username": account}) for way in ("posts", "mandates"))
    return bool(account) and Grant.objects.filter(by_post | by_mandate, permit=code).exists()


def client_of(account: str) -> Client:
    client = Client(raise_request_exception=False)
    if account:
        client.force_login(User.objects.get(username=account), backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def named_routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, (space, entry.namespace)))
            yield from named_routes(entry, inner)
        elif isinstance(entry, URLPattern) and hasattr(entry.callback, "access"):
            yield ":".join(filter(None, (space, entry.name))), entry.callback


def address_of(name: str) -> str:
    """The address of a route with sample values for what it takes."""
    wanted = parameters(name)
    return reverse(name, kwargs={one: sample(name, one) for one in wanted})


def parameters(name: str) -> list[str]:
    *spaces, last = name.split(":")
    resolver: Any = get_resolver()
    for space in spaces:
        resolver = next(
            one for one in all_resolvers(resolver) if isinstance(one, URLResolver) and one.namespace == space
        )
    possibilities = resolver.reverse_dict.getlist(last)
    return list(possibilities[0][0][0][1]) if possibilities else []


def all_resolvers(resolver: URLResolver) -> Iterator[URLResolver]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield entry
            yield from all_resolvers(entry)


def sample(route: str, parameter: str) -> Any:
    """A value for one parameter of one route: the first object of the kind, our own body's where it has one."""
    chosen = (
        SAMPLES.get((route, parameter))
        or SAMPLES.get((route.split(":")[0], parameter))
        or SAMPLES.get(("", parameter), fixed(NOBODY))
    )
    return chosen()


def first(label: str, field: str = "pk", **where: Any) -> Callable[[], Any]:
    def find() -> Any:
        model: type[Model] = apps.get_model(label)
        found = model._default_manager.filter(**where).order_by("pk").values_list(field, flat=True).first()
        return NOBODY if found is None else found

    return find


def fixed(value: Any) -> Callable[[], Any]:
    return lambda: value


SAMPLES: dict[tuple[str, str], Callable[[], Any]] = {
    ("identity:end_sign_in", "pk"): fixed(NOBODY),
    ("identity:emergency", "pk"): first("identity.EmergencyGrant"),
    ("identity:end_emergency", "pk"): first("identity.EmergencyGrant"),
    ("identity:review_emergency", "pk"): first("identity.EmergencyGrant"),
    ("identity:body", "pk"): first("identity.Body"),
    ("identity:rename_body", "pk"): first("identity.Body"),
    ("identity:succeed_body", "pk"): first("identity.Body"),
    ("identity:post", "pk"): first("identity.Post"),
    ("identity:end_post", "pk"): first("identity.Post"),
    ("identity:role", "code"): fixed("leader"),
    ("identity:grant", "code"): fixed("leader"),
    ("identity:grant", "permit_code"): fixed("plan.task.view"),
    ("identity", "pk"): first("identity.User"),
    ("audit", "pk"): first("audit.AuditEntry"),
    ("files", "pk"): first("files.StoredFile"),
    ("pages:style", "version"): fixed("x"),
    ("pages", "status"): fixed(404),
    ("limits:remove_day", "pk"): first("limits.DayOverride"),
    ("limits", "year"): fixed(2019),
    ("limits", "code"): first("limits.LimitRule", "code"),
    ("documents", "pk"): first("documents.IssuedDocument"),
    ("documents", "code"): first("documents.IssuedDocument", "verification_code"),
    ("notices", "pk"): first("notices.Message"),
    ("tasks:end_delegation", "pk"): fixed(NOBODY),
    ("tasks", "pk"): first("tasks.WorkItem", body__code=OWN),
    ("plan:plan", "code"): first("plan.Plan", "code"),
    ("plan:body_record", "code"): fixed(OWN),
    ("plan:draw_dunning", "code"): fixed(OWN),
    ("plan", "kind"): fixed("measure"),
    ("plan", "key"): lambda: f"m-{first('plan.Measure')()}",
    ("plan", "version_id"): first("plan.PlanVersion", state="published"),
    ("plan", "section_id"): first("plan.Section"),
    ("plan", "warning_id"): first("plan.CompileWarning"),
    ("plan", "measure_id"): first("plan.Measure"),
    ("plan", "decision_id"): first("plan.Decision"),
    ("plan", "meeting_id"): first("plan.Meeting"),
    ("plan", "milestone_id"): first("plan.Milestone", task__lead__code=OWN),
    ("plan", "task_id"): first("plan.PlanTask", lead__code=OWN),
    ("plan", "report_id"): first("plan.ProgressReport", body__code=OWN),
    ("plan", "round_id"): first("plan.ReportingRound"),
    ("plan", "notice_id"): first("plan.DunningNotice"),
    ("plan", "target_id"): first("plan.Target"),
    ("plan", "member_id"): first("plan.ConferenceMember"),
    ("plan", "project_id"): first("plan.LegislativeProject"),
    ("plan", "comment_id"): first("plan.ConsultationComment"),
    ("plan", "consultation_id"): first("plan.Consultation"),
    ("plan:legal_text", "code"): first("plan.LegalSource", "code"),
    ("plan:baselines", "code"): first("plan.BaselineCheck", "plan__code"),
    ("plan:bind_baseline", "code"): first("plan.BaselineCheck", "plan__code"),
    ("plan:bind_baseline", "lineage"): first("plan.BaselineCheck", "baseline_lineage"),
    ("plan", "code"): first("plan.TrackedTarget", "plan__code"),
    ("plan", "lineage"): first("plan.TrackedTarget", "target_lineage"),
    ("metrics", "pk"): first("metrics.Statistic"),
    ("metrics", "code"): first("metrics.Indicator", "code"),
    ("metrics:frozen", "code"): first("metrics.FrozenFigure", "code", provider="formulas"),
    ("metrics:frozen_records", "code"): first("metrics.FrozenFigure", "code", provider="formulas"),
    ("metrics:verify", "code"): first("metrics.FrozenFigure", "code", provider="formulas"),
    ("metrics:compared_table", "pk"): first("metrics.ComparedTable"),
    ("metrics:withdraw_compared", "pk"): first("metrics.ComparedTable"),
    ("metrics:open_indicator", "code"): fixed("patents-granted"),
    ("metrics:open_svg", "code"): fixed("patents-granted"),
    ("metrics:open_embed", "code"): fixed("patents-granted"),
    ("metrics:open_download", "code"): fixed("patents-granted"),
    ("metrics:open_download", "kind"): fixed("csv"),
    ("metrics", "freeze_id"): first("metrics.Freeze"),
    ("metrics", "proposal_id"): first("metrics.RevisionProposal", approved=None),
    ("metrics", "formula_id"): first("metrics.Formula"),
    ("metrics", "report_id"): first("metrics.Report", state="issued"),
    ("metrics:report_paper", "kind"): fixed("docx"),
    ("metrics:public_report_paper", "kind"): fixed("docx"),
    ("metrics:report_annex", "kind"): fixed("csv"),
    ("metrics:public_report_annex", "kind"): fixed("csv"),
    ("metrics:report_chart", "key"): fixed("grants-course"),
    ("metrics:public_report_chart", "key"): fixed("grants-course"),
    ("metrics:report_block", "key"): fixed("overview"),
    ("metrics:add_paragraph", "key"): fixed("overview"),
    ("metrics:act_on_block", "key"): fixed("overview"),
    ("metrics:act_on_block", "verb"): fixed("confirm"),
    ("metrics", "round_id"): first("metrics.SurveyRound"),
    ("metrics", "sheet_id"): first("metrics.SurveyAnswer", body__code="ip-630200"),
    ("metrics", "survey"): first("metrics.Survey", "code"),
    ("metrics", "version_id"): first("metrics.SurveyVersion"),
    ("metrics", "question"): fixed("a1"),
    ("metrics", "rule_id"): first("metrics.SurveyRule"),
    ("metrics", "table_id"): first("metrics.YearbookTable"),
    ("metrics", "evaluation_id"): first("metrics.Evaluation", method__kind="prefectures", period="2017"),
    ("metrics", "score_id"): first("metrics.Score", evaluation__period="2017", body__code="ip-630200"),
    ("metrics", "criterion"): fixed("models-in-force"),
    ("metrics:score_records", "score_id"): first("metrics.Score", evaluation__method__kind="state"),
    ("metrics:score_records", "criterion"): fixed("models"),
    ("metrics", "dispute_id"): first("metrics.Dispute"),
    ("metrics", "method_id"): first("metrics.EvaluationMethod", kind="prefectures"),
    ("metrics", "judged_id"): first("metrics.Judged"),
    ("imports:upload", "kind"): fixed("patents"),
    ("imports", "code"): fixed("x"),
    ("imports", "pk"): first("imports.Batch", kind="patents"),
    ("parties", "party_id"): first("parties.Party", kind="enterprise"),
    ("parties", "into_id"): first("parties.Party", kind="cooperative"),
    ("parties", "question_id"): first("parties.NameQuestion"),
    ("parties", "merge_id"): first("parties.Merge"),
    ("parties", "span_id"): first("parties.PartyFlagSpan"),
    ("parties", "link_id"): first("parties.PartyLink"),
    ("parties", "what"): fixed("phone"),
    ("cultivation:member", "pk"): first("cultivation.CohortMember", region_code__startswith="6302"),
    ("cultivation:remove_member", "pk"): first("cultivation.CohortMember"),
    ("cultivation:answer_outreach", "pk"): first("cultivation.OutreachCall"),
    ("cultivation", "pk"): first("cultivation.CohortRoll", state="frozen"),
    ("rights:deposit", "pk"): first("rights.Deposit"),
    ("rights:verify_deposit_code", "code"): fixed("x"),
    ("rights:new_secrets_review", "situation"): fixed("mobility"),
    ("rights", "kind"): fixed("patent"),
    ("rights", "right_id"): first("rights.Right", kind="patent"),
    ("rights", "party_id"): first("parties.Party", kind="enterprise"),
    ("rights", "span_id"): first("rights.StatusSpan"),
    ("api", "kind"): fixed("patent"),
    ("api", "number"): first("rights.Right", "number", kind="patent"),
    ("api", "party_id"): first("parties.Party", kind="enterprise"),
    ("api:verify_figure", "code"): first("metrics.FrozenFigure", "code", provider="formulas"),
    ("api", "indicator"): first("metrics.Indicator", "code"),
    ("api", "code"): first("metrics.Indicator", "code"),
    ("procedures:guide", "code"): fixed("support.subsidy"),
    ("procedures", "pk"): first("procedures.Case"),
    ("procedures", "verb"): fixed("suspend"),
    ("procedures", "code"): fixed("accept"),
    ("procedures", "slot"): fixed("paper-1"),
    ("funds", "pk"): first("funds.Programme"),
    ("funds", "kind"): fixed("csv"),
    ("talent", "pk"): first("talent.Expert"),
    ("publication", "pk"): first("publication.Publication"),
    ("decisions", "code"): fixed("support.amounts"),
    ("decisions", "pk"): first("decisions.TableVersion"),
    ("support", "code"): first("support.Call", "code"),
    ("support", "call_id"): first("support.Call"),
    ("support:commendation", "round_id"): first("support.CommendationRound"),
    ("support:check_commendation", "round_id"): first("support.CommendationRound"),
    ("support:publicise_commendation", "round_id"): first("support.CommendationRound"),
    ("support:decide_commendation", "round_id"): first("support.CommendationRound"),
    ("support:commendation_public", "round_id"): first("support.CommendationRound"),
    ("support", "candidate_id"): first("support.Commendation"),
    ("support", "application_id"): first("support.SubsidyApplication"),
    ("enforcement", "pk"): first("procedures.Case", procedure="enforcement.penalty"),
    ("enforcement", "fair"): first("enforcement.Fair"),
    ("enforcement", "station"): first("enforcement.FairStation"),
    ("enforcement", "duty"): fixed(NOBODY),
    ("enforcement", "risk"): first("enforcement.FairRisk"),
    ("enforcement", "complaint"): first("enforcement.FairComplaint"),
    ("enforcement", "item"): first("enforcement.EvidenceItem"),
    ("enforcement", "number"): fixed(1),
    ("enforcement", "place"): fixed(0),
    ("enforcement", "code"): first("enforcement.ComplaintReceipt", "code"),
    ("enforcement:complaint_seen", "pk"): first("enforcement.Complaint"),
    ("enforcement:ask_identity", "pk"): first("enforcement.Complaint"),
    ("enforcement:public_draft", "pk"): first("enforcement.PublicDraft"),
    ("enforcement:unlist_right", "pk"): first("enforcement.ListedRight"),
    ("enforcement:end_poverty", "pk"): first("enforcement.PovertyCounty"),
    ("enforcement:campaign_task", "pk"): first("enforcement.CampaignTask"),
    ("enforcement:unlink_campaign_case", "pk"): first("enforcement.CampaignCase"),
    ("enforcement:supervision", "pk"): first("enforcement.Supervision"),
    ("enforcement:confirm_supervision", "pk"): first("enforcement.Supervision"),
    ("enforcement:refuse_supervision", "pk"): first("enforcement.Supervision"),
    ("enforcement:date_supervision", "pk"): first("enforcement.Supervision"),
    ("enforcement:ask_progress", "pk"): first("enforcement.Supervision"),
    ("enforcement:tell_progress", "pk"): first("enforcement.Supervision"),
    ("enforcement:end_supervision", "pk"): first("enforcement.Supervision"),
    ("enforcement:campaign", "pk"): first("enforcement.Campaign"),
    ("enforcement:new_campaign_task", "pk"): first("enforcement.Campaign"),
    ("enforcement:close_campaign", "pk"): first("enforcement.Campaign"),
    ("enforcement:campaign_leads", "pk"): first("enforcement.Campaign"),
    ("enforcement:new_campaign_lead", "pk"): first("enforcement.Campaign"),
    ("enforcement:campaign_cases", "pk"): first("enforcement.Campaign"),
    ("enforcement:link_campaign_case", "pk"): first("enforcement.Campaign"),
    ("enforcement:campaign_decisions", "pk"): first("enforcement.Campaign"),
    ("enforcement:new_typical_case", "pk"): first("enforcement.Campaign"),
    ("enforcement:campaign_lead", "pk"): first("enforcement.CampaignLead"),
    ("enforcement:open_lead_case", "pk"): first("enforcement.CampaignLead"),
    ("enforcement:join_lead_case", "pk"): first("enforcement.CampaignLead"),
    ("enforcement:dismiss_lead", "pk"): first("enforcement.CampaignLead"),
    ("enforcement:reward_account", "pk"): first("enforcement.RewardCase"),
    ("coordination", "pk"): first("coordination.Handover", reply=""),
    ("coordination:recordal", "pk"): first("coordination.CustomsRecordal"),
    ("coordination:renew_recordal", "pk"): first("coordination.CustomsRecordal"),
    ("coordination:cancel_recordal", "pk"): first("coordination.CustomsRecordal"),
    ("enforcement:online_links", "pk"): first("procedures.Case", procedure="enforcement.online"),
    ("enforcement:capture_link", "pk"): first("procedures.Case", procedure="enforcement.online"),
    ("enforcement:capture_link", "link"): first("enforcement.OnlineLink"),
    ("enforcement:capture", "pk"): first("procedures.Case", procedure="enforcement.online"),
    ("enforcement:capture", "item"): first("enforcement.LinkCapture"),
    ("enforcement:review", "pk"): first("enforcement.DossierReview"),
    ("enforcement:draw_dossiers", "pk"): first("enforcement.DossierReview"),
    ("enforcement:close_review", "pk"): first("enforcement.DossierReview"),
    ("enforcement:reviewed_dossier", "pk"): first("enforcement.ReviewedDossier"),
    ("enforcement:score_dossier", "pk"): first("enforcement.ReviewedDossier"),
    ("enforcement:correct_dossier", "pk"): first("enforcement.ReviewedDossier"),
    ("enforcement:confirm_correction", "pk"): first("enforcement.ReviewedDossier"),
    ("mediation", "pk"): first("mediation.Mediator"),
    ("mediation:appraisal_body", "pk"): first("mediation.AppraisalBody"),
    ("mediation:appraisal_body_tie", "pk"): first("mediation.AppraisalBody"),
    ("mediation:retire_appraisal_body", "pk"): first("mediation.AppraisalBody"),
    ("mediation:appraiser_tie", "pk"): first("mediation.Appraiser"),
    ("mediation:retire_appraiser", "pk"): first("mediation.Appraiser"),
    **{
        ("coordination:" + one, "pk"): first("coordination.JointOperation")
        for one in ("joint", "report_joint", "close_joint")
    },
    **{("coordination:" + one, "pk"): first("coordination.Judgment") for one in ("judgment", "correct_judgment")},
    ("coordination:ask_designation", "pk"): first("coordination.Handover", kind="jurisdiction"),
    ("coordination:designate", "pk"): first("coordination.Handover", kind="designate"),
    ("coordination:revoke_key", "pk"): first("coordination.PartnerKey"),
    ("credit", "licence_id"): first("credit.LicenceNotice"),
    ("credit", "archive_id"): first("credit.Archive"),
    ("credit", "entry_id"): first("credit.Entry"),
    ("credit", "listing_id"): first("credit.Listing"),
    ("credit", "notice_id"): first("credit.PenaltyNotice"),
    ("", "kind"): fixed("x"),
    ("", "pk"): fixed(NOBODY),
    ("", "code"): fixed("x"),
}

if __name__ == "__main__":
    main()
