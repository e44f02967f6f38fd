"""What a meeting leaves on paper: minutes, written and issued, and the pack for circulation."""

from django.http import HttpResponse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ...actions import minutes
from ...forms.conference import MinutesForm
from ...forms.tracking import NothingForm
from .acting import confirm
from .conference import managed_meeting


@desk("plan.conference.manage")
def write_minutes(request: PageRequest, meeting_id: int) -> HttpResponse:
    found, to = managed_meeting(request, meeting_id)
    held = getattr(found, "minutes", None)
    form = MinutesForm(request.POST or None, initial={"text": held.text if held else ""})
    return confirm(
        request, title="起草纪要", form=form, to=to, cancel_url=to, crumb=(found.title, to), success="纪要已保存", submit="保存",
        do=lambda form: minutes.write_minutes(actor=request.actor, meeting=found, text=form.cleaned_data["text"]),
    )  # fmt: skip


@desk("plan.conference.manage")
def issue_minutes(request: PageRequest, meeting_id: int) -> HttpResponse:
    found, to = managed_meeting(request, meeting_id)
    return confirm(
        request, title="印发纪要", form=NothingForm(request.POST or None), to=to, cancel_url=to, crumb=(found.title, to),
        success="纪要已印发", submit="印发", warning="印发后纪要即编号，不能再改。",
        do=lambda form: minutes.issue_minutes(actor=request.actor, meeting=found),
    )  # fmt: skip


@desk("plan.conference.manage")
def draw_pack(request: PageRequest, meeting_id: int) -> HttpResponse:
    """The papers of the meeting, for circulation or for the chair."""
    found, to = managed_meeting(request, meeting_id)
    whole = request.GET.get("whole") == "1"
    restricted = found.agenda.filter(restricted=True).count()
    told = f"{restricted} 项不随材料印发的议题" + ("将列入" if whole else "不列入")
    return confirm(
        request, title="生成会议材料" + ("（主持人用）" if whole else "（印送各单位）"), form=NothingForm(request.POST or None),
        to=to, cancel_url=to, crumb=(found.title, to), success="会议材料已生成", submit="生成", consequences=[told],
        do=lambda form: minutes.draw_meeting_pack(actor=request.actor, meeting=found, for_circulation=not whole),
    )  # fmt: skip
