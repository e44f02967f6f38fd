"""Forms that change what is known of a party, one action each."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest

from ... import actions, forms
from ...access import visible_parties
from ...queries.candidates import one_party
from ...refusals import LinkNotPossible
from ...terms import NameKind
from .acting import acted, found_party


@desk("parties.register")
def register(request: PageRequest) -> HttpResponse:
    """Register a party."""
    form = forms.RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        former, other = asked.pop("former_name"), asked.pop("other_name")
        names = {former: NameKind.FORMER.value} if former else {}
        if other:
            names[other] = (
                NameKind.TIBETAN.value if any("\u0f00" <= char <= "\u0fff" for char in other) else NameKind.LATIN.value
            )
        made = tried(form, lambda: actions.register_party(actor=request.actor, other_names=names, **asked))
        if made is not None:
            messages.success(request, f"已登记“{asked['name']}”")
            return redirect("parties:party", made.pk)
    return render(
        request, "parties/form.html", {"title": "登记主体", "form": form, "submit": "登记", "cancel_url": "/parties/"}
    )


@desk("parties.register")
def correct(request: PageRequest, party_id: int) -> HttpResponse:
    """Correct what was entered wrongly."""
    party = found_party(request, party_id)
    names = ("kind", "name", "credit_code", "region", "place", "address", "founded_on", "provisional")
    form = forms.CorrectForm(request.POST or None, initial={name: getattr(party, name) for name in names})
    return acted(
        request, party, form, lambda asked: actions.correct_party(actor=request.actor, party=party, **asked),
        title="更正", success="已更正",
    )  # fmt: skip


@desk("parties.register")
def rename(request: PageRequest, party_id: int) -> HttpResponse:
    """Another name from a day on."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.RenameForm(request.POST or None),
        lambda asked: actions.rename_party(actor=request.actor, party=party, **asked),
        title="变更名称", success="已变更名称，原名称转为曾用名",
    )  # fmt: skip


@desk("parties.register")
def add_name(request: PageRequest, party_id: int) -> HttpResponse:
    """Another spelling."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.NameForm(request.POST or None),
        lambda asked: actions.add_name(actor=request.actor, party=party, **asked),
        title="登记别名", success="已登记，今后导入中的这一写法会认作该主体",
    )  # fmt: skip


@desk("parties.register")
def move(request: PageRequest, party_id: int) -> HttpResponse:
    """Another place from a day on."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.MoveForm(request.POST or None),
        lambda asked: actions.move_party(actor=request.actor, party=party, **asked),
        title="变更地区", success="已变更所在地区",
    )  # fmt: skip


@desk("parties.register")
def add_flag(request: PageRequest, party_id: int) -> HttpResponse:
    """A recognition."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.FlagForm(request.POST or None),
        lambda asked: actions.set_flag(actor=request.actor, party=party, **asked),
        title="登记资质", success="已登记资质标记",
    )  # fmt: skip


@desk("parties.register")
def end_flag(request: PageRequest, party_id: int, span_id: int) -> HttpResponse:
    """The end of a recognition."""
    party = found_party(request, party_id)
    span = party.flags.filter(pk=span_id).first()
    if span is None:
        raise Http404
    return acted(
        request, party, forms.EndForm(request.POST or None, initial={"on": clock.today()}),
        lambda asked: actions.end_flag(actor=request.actor, span=span, **asked),
        title="终止资质", success="已终止", submit="终止",
    )  # fmt: skip


@desk("parties.register")
def add_industry(request: PageRequest, party_id: int) -> HttpResponse:
    """An industry."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.IndustryForm(request.POST or None),
        lambda asked: actions.add_industry(actor=request.actor, party=party, **asked),
        title="登记行业", success="已登记行业，企业规模已重新划定",
    )  # fmt: skip


@desk("parties.register")
def add_figures(request: PageRequest, party_id: int) -> HttpResponse:
    """A year's figures."""
    party = found_party(request, party_id)
    last_year = (clock.today().replace(month=1, day=1) - timedelta(days=1)).year
    return acted(
        request, party, forms.FiguresForm(request.POST or None, initial={"year": last_year}),
        lambda asked: actions.add_figures(actor=request.actor, party=party, **asked),
        title="登记规模数据", success="已登记，企业规模已重新划定",
    )  # fmt: skip


@desk("parties.register")
def add_link(request: PageRequest, party_id: int) -> HttpResponse:
    """A link to another party."""
    party = found_party(request, party_id)

    def do(asked: dict[str, object]) -> object:
        other = one_party(str(asked.pop("other")), visible_parties(request.actor))
        if other is None:
            raise LinkNotPossible("没有找到这个主体，或同名的不止一个，请填写对方的编号", "other")
        return actions.link_parties(actor=request.actor, party=party, other=other, **asked)  # type: ignore[arg-type]

    form = forms.LinkForm(request.POST or None)
    return acted(request, party, form, do, title="登记关系", success="已登记主体关系")


@desk("parties.register")
def end_link(request: PageRequest, party_id: int, link_id: int) -> HttpResponse:
    """The end of a link."""
    party = found_party(request, party_id)
    link = party.links.select_related("party", "other").filter(pk=link_id).first()
    if link is None:
        raise Http404
    return acted(
        request, party, forms.EndForm(request.POST or None, initial={"on": clock.today()}),
        lambda asked: actions.end_link(actor=request.actor, link=link, **asked),
        title=f"终止与“{link.other}”的关系", success="已终止", submit="终止",
    )  # fmt: skip


@desk("parties.register")
def close(request: PageRequest, party_id: int) -> HttpResponse:
    """The end of a party."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.EndForm(request.POST or None),
        lambda asked: actions.close_party(actor=request.actor, party=party, **asked),
        title="登记注销", success="已登记注销", submit="登记注销",
        warning="注销后，该主体名下的权利不会自动变更，请另行核对。",
    )  # fmt: skip
