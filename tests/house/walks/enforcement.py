"""Walks of penalty, adjudication and the fast track."""

from datetime import date

from qingzhi.domains.enforcement.testing.cases import (
    ADJUDICATION_DATA,
    FAST_DATA,
    PENALTY_DATA,
    SUMMARY_DATA,
    make_on_the_spot,
    make_penalty,
    make_request,
    who,
)
from qingzhi.domains.enforcement.testing.decisions import make_earlier_ruling
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def large() -> Case:
    return make_penalty().case


def small() -> Case:
    return make_penalty(facts="少量陈列，查获20盒。").case


def minor() -> Case:
    return make_penalty(facts="轻微，已及时改正。").case


def spot() -> Case:
    return make_on_the_spot().case


def own() -> Case:
    return make_request().case


def paper() -> Case:
    return make_request(own=False).case


def again() -> Case:
    """A second request about what was ruled on before."""
    made = make_request(own=False, respondent_name="西宁示例再犯有限公司")
    make_earlier_ruling(made)
    return made.case


def own_fast() -> Case:
    return make_request(fast=True).case


def paper_fast() -> Case:
    return make_request(own=False, fast=True).case


FILED = "assign propose_filing file"
DECIDED = f"{FILED} finish propose pass_review notify note_statement to_decision decide"
MEASURES = " ".join(["impose"] * 8)
PENALTY = Walk(
    "enforcement.penalty", {"large": large, "small": small, "minor": minor}, who,
    paths=(
        ("large", "propose_filing! assign lengthen_check lengthen_check! appraise_clue appraised_clue propose_filing leave! send_back_filing "
                  "propose_filing file assign_again lengthen_again! impose lengthen_measure lengthen_measure! end_measure_investigating "
                  "appraise appraised lengthen lengthen_again finish reopen finish propose fail_review finish propose pass_review notify "
                  "to_decision! to_collective! note_statement ask_hearing call_hearing hold_hearing! withdraw_hearing ask_hearing call_hearing wait "
                  "hold_hearing discuss decide serve remedy_served fulfilled! remedy_result_served demand! wait demand remedy_demanded "
                  "remedy_result_demanded apply_to_court! wait apply_to_court remedy_court remedy_result_court court_result remedy_closing close! "
                  "remedy_result_closing close revoke"),
        ("large", f"{FILED} finish propose pass_review notify wait ask_hearing! to_decision! to_collective discuss decide_none close"),
        ("small", f"{DECIDED} serve pay fulfilled close"),
        ("small", f"{DECIDED} serve grant_relief! ask_relief ask_relief! refuse_relief ask_relief grant_relief demand! pay fulfilled close"),
        ("small", f"{FILED} {MEASURES} end_measure_investigating finish end_measure_proposing propose pass_review end_measure_noticing notify "
                  "note_statement ask_hearing! to_collective! to_decision end_measure_deciding decide end_measure_decided serve end_measure_served "
                  "wait demand end_measure_demanded pay fulfilled close! end_measure_closing close"),
        ("small", f"{FILED} impose finish propose pass_review notify note_statement to_decision decide serve wait demand wait apply_to_court! "
                  "wait apply_to_court end_measure_court court_result close"),
        ("small", f"{FILED} to_police police_return to_police police_file"),
        ("small", f"{FILED} drop"),
        ("small", "assign send_on"),
        ("minor", "assign propose_filing file! leave"),
    ),
    data=PENALTY_DATA, starts_on=date(2022, 3, 1), wait=70,
)  # fmt: skip

SUMMARY = Walk(
    "enforcement.summary", {"spot": spot}, who,
    paths=(
        ("spot", "assign punish fulfilled! remedy_served remedy_result_served ask_relief refuse_relief ask_relief grant_relief wait demand "
                 "remedy_demanded remedy_result_demanded wait apply_to_court remedy_court remedy_result_court court_result remedy_closing "
                 "remedy_result_closing close! hand_in_closing close revoke"),
        ("spot", "punish hand_in_served hand_in_served! pay fulfilled close"),
        ("spot", "leave"),
        ("spot", "to_ordinary"),
    ),
    data=SUMMARY_DATA, starts_on=date(2022, 3, 1), wait=70,
)  # fmt: skip
ACCEPTED = "enter_paper accept serve_copy"
ADJUDICATION = Walk(
    "enforcement.adjudication", {"own": own, "paper": paper, "again": again}, who,
    paths=(
        ("own", "submit lengthen_acceptance lengthen_acceptance! ask_to_correct correct ask_to_correct! accept change_panel serve_copy send_defence! "
                "lengthen_defence note_defence examine! send_defence examine change_panel_later call_oral postpone_oral call_oral hold_oral! wait "
                "hold_oral refuse_stay stay resume appraise appraised to_mediation mediation_failed lengthen_above! lengthen lengthen! lengthen_above "
                "conclude send_back conclude sign serve bind! remedy_served bind! remedy_result_served bind remedy_effective bind! "
                "remedy_result_served bind apply_to_court remedy_court remedy_result_served bind apply_to_court court_result revoke"),
        ("own", "submit withdraw"),
        ("paper", "enter_paper ask_to_correct lapse! wait lapse"),
        ("paper", "enter_paper ask_to_correct enter_correction accept serve_copy wait examine conclude sign serve wait bind close"),
        ("paper", "enter_paper refuse"),
        ("paper", "enter_paper enter_withdrawal"),
        ("paper", f"{ACCEPTED} wait examine call_oral wait claimant_absent"),
        ("paper", f"{ACCEPTED} wait examine to_mediation mediation_settled"),
        ("paper", f"{ACCEPTED} rule_directly! drop"),
        ("again", f"{ACCEPTED} rule_directly sign"),
    ),
    data=ADJUDICATION_DATA, starts_on=date(2025, 3, 3), wait=40,
)  # fmt: skip
FAST = Walk(
    "enforcement.fast_track", {"own": own_fast, "paper": paper_fast}, who,
    paths=(
        ("own", "submit accept no_answer! serve_copy no_answer! wait no_answer draft_finding return_finding draft_finding issue_finding settle"),
        ("own", "submit withdraw"),
        ("paper", "enter_paper refuse"),
        ("paper", "enter_paper enter_withdrawal"),
        ("paper", "enter_paper accept serve_copy note_answer draft_finding issue_finding to_ordinary"),
        ("paper", "enter_paper accept serve_copy note_answer draft_finding issue_finding end"),
    ),
    data=FAST_DATA, starts_on=date(2025, 3, 3), wait=20,
)  # fmt: skip
