"""The steps of a made-up award round, each by the person concerned: nominating, checking, drawing, scoring, voting."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.identity.models import Mandate, Subject
from qingzhi.base.permits import Actor
from qingzhi.domains.support.actions import award_nominating, award_rounds, award_scoring, award_voting
from qingzhi.domains.support.models import AwardNomination, AwardRound
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.scoring import actions as scoring
from qingzhi.engine.scoring.models import Draw, Round, Seat, Sheet, Vote, VoteRecusal
from qingzhi.engine.scoring.terms import SeatState, SheetState

from .papers import docx_of
from .stage import Stage, number, pick

SECRETARY, CHIEF = "award_secretary", "support_chief"
SAYS = "该技术解决了高原环境下的实际问题，已在省内企业实施，经济和社会效益明显。（示例）"
EFFECTS = "近三年新增销售额若干万元，许可两家企业实施，建立了侵权监测和维权制度。（示例）"
REMARKS = ("技术方案完整，实施效果有据。", "创造性较好，保护范围适当。", "推广前景需要进一步论证。", "")
TRIES = 20
LUCKY = "抽取当日公布的福利彩票双色球开奖号码（示例）"


def at(when: str) -> Any:
    """An hour of the story."""
    return clock.fixed(datetime.fromisoformat(when))


def letter(actor: Actor, title: str) -> Any:
    """A made-up file."""
    return receive_file(actor=actor, name=f"{title}（示例）.docx", data=docx_of([title, "示例文件：内容均为虚构。"]))


class Telling:
    """One round while it is told."""

    def __init__(self, stage: Stage, round_: AwardRound):
        self.stage, self.round = stage, round_
        self.secretary, self.chief = stage.actor(SECRETARY), stage.actor(CHIEF)

    def nominate(self, contact: Actor, right: Any, *, submit: bool = True) -> AwardNomination:
        """A body nominates a right and hands it in with its letter."""
        body = self.stage.bodies_by_id[contact.body_id or 0]
        made = award_nominating.nominate(
            actor=contact,
            round=self.round,
            right=right,
            nominator=body,
            summary=SAYS,
            effects=EFFECTS,
            field="示例领域",
        )
        if submit:
            attach(
                actor=contact, case=made.case, slot="recommendation", label="推荐函", received=letter(contact, "推荐函")
            )
            self.step(made, "submit", contact)
        return made

    def step(self, one: AwardNomination, code: str, actor: Actor | None = None, **more: Any) -> None:
        """One step of a nomination, as its case stands now."""
        one.case.refresh_from_db()
        one.case = take_step(
            actor=actor or self.secretary, case=one.case, step=code, revision=one.case.revision, **more
        )

    def draw(
        self, when: tuple[str, str, str, str], groups: list[tuple[str, str, int]], wanted: str, due: date
    ) -> Round:
        """Group, hand over, bind the seed, freeze, draw; the agreed number is made up, so that `wanted` is drawn where it can be."""
        with at(when[0]):
            for title, fields, experts in groups:
                award_rounds.add_group(
                    actor=self.secretary, round=self.round, title=title, fields=fields, experts=experts
                )
            award_rounds.assign_groups(actor=self.secretary, round=self.round)
            scored = award_scoring.start_scoring(actor=self.secretary, round=self.round, scores_due_on=due)
        with at(when[1]):
            scoring.commit_seed(actor=self.secretary, round_=scored, public_number_is=LUCKY)
        with at(when[2]):
            scoring.freeze_list(actor=self.secretary, round_=scored)
        subject = self.stage.actor(wanted).subject_id
        with at(when[3]):
            for lucky in range(1, TRIES + 1):
                with transaction.atomic():
                    scoring.draw_panel(actor=self.secretary, round_=scored, public_number=f"示例{lucky:02d}")
                    seats = Seat.objects.filter(group__round=scored, candidate__subject=subject)
                    if lucky < TRIES and not seats.exists():
                        transaction.set_rollback(True)
                        continue
                break
        return scored

    def score(self, scored: Round, worth: dict[int, list[int]], *, recuse: bool = False) -> None:
        """Everybody who sits and has not yet done so signs and scores; `worth` by nomination, one value for each seat."""
        seats = Seat.objects.filter(group__round=scored, state=SeatState.OFFERED).select_related("candidate", "group")
        for place, seat in enumerate(seats.order_by("pk")):
            expert = self.expert(seat)
            scoring.accept_seat(actor=expert, seat=seat, declared=True)
            sheets = list(seat.sheets.filter(state=SheetState.OPEN).select_related("entry__round__version", "seat"))
            for index, sheet in enumerate(sheets):
                if recuse and not place and not index:
                    scoring.recuse(actor=expert, sheet=sheet, reason="评审中认出该项目，曾为其提供技术咨询（示例）")
                    continue
                self._submit(expert, sheet, worth[int(sheet.entry.subject_id)], place)

    def _submit(self, expert: Actor, sheet: Sheet, values: list[int], place: int) -> None:
        codes = sheet.entry.round.version.criteria.filter(kind="hand").values_list("code", flat=True)
        base = values[place % len(values)]
        given = {code: str(min(100, max(0, base + number(-3, 3, code, sheet.entry_id, place)))) for code in codes}
        remark = pick(REMARKS, "remark", sheet.entry_id, place)
        scoring.submit_sheet(actor=expert, sheet=sheet, values=given, comment=remark)

    def expert(self, seat: Seat) -> Actor:
        """The account of a seat's expert."""
        mandate = Mandate.objects.select_related("person__account").get(subject=seat.candidate.subject)
        return self.stage.actor(mandate.person.account.username)

    def vote_on_paper(self, present: int, members: int, favour: list[int]) -> None:
        """A count by tellers: so many for each, in the order of the questions."""
        vote = award_voting.open_panel(actor=self.secretary, round=self.round, members_count=members)
        items = vote.items.order_by("position")
        counts = {one.pk: (yes, present - yes, 0) for one, yes in zip(items, favour, strict=True)}
        told = "计票人才仁措、监票人冶学文"
        scoring.count_ballots(actor=self.secretary, vote=vote, present=present, counts=counts, tellers=told)
        self._close(vote)

    def vote_by_members(self, accounts: list[str], absent: int, against_last: int) -> None:
        """Members vote at their own screens; the last question finds so many against it."""
        people = [self.stage.actor(one) for one in accounts]
        subjects = {one.pk: one for one in _subjects(people)}
        members = [subjects[one.subject_id] for one in people]
        vote = award_voting.open_panel(actor=self.secretary, round=self.round, members=members)
        present = people[: len(people) - absent]
        came = [subjects[one.subject_id] for one in present]
        scoring.take_attendance(actor=self.secretary, vote=vote, present=came)
        items = list(vote.items.order_by("position"))
        for place, actor in enumerate(present):
            mine = VoteRecusal.objects.filter(item__vote=vote, member__subject=actor.subject_id, certain=True)
            barred = set(mine.values_list("item_id", flat=True))
            choices = {one.pk: "for" for one in items if one.pk not in barred}
            if place < against_last and items[-1].pk in choices:
                choices[items[-1].pk] = "against"
            scoring.cast_ballot(actor=actor, vote=vote, choices=choices)
        self._close(vote)

    def _close(self, vote: Vote) -> None:
        scoring.close_vote(actor=self.secretary, vote=Vote.objects.get(pk=vote.pk))
        award_voting.take_vote(actor=self.secretary, round=self.round)


def _subjects(people: list[Actor]) -> Any:
    return Subject.objects.filter(pk__in=[one.subject_id for one in people])


def review(telling: Telling, scored: Round, entry: Any, worth: dict[int, list[int]]) -> Draw:
    """A second look at an entry on which the experts lie too far apart."""
    drawn = scoring.review_entry(actor=telling.secretary, entry=entry)
    telling.score(scored, worth)
    return drawn
