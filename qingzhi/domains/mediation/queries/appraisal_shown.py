"""What the case page of an appraisal tells beside its dossier."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import prefetch_related_objects

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.queries.attention import Attention

from ..access import appraises, at_desk
from ..models import Appraisal, Opinion
from .appraisers import candidates_once


def appraisal_shown(actor: Actor, case: Any) -> Mapping[str, Any]:
    """Materials, opinions with what was said against them; for the desk every body with what stands against it and its experts."""
    dossier, desk = case.dossier, at_desk(actor, case)
    choosing = desk and case.state == "choosing"
    _read_at_once(case, dossier)
    given = dossier.second or dossier.accepted_on is not None  # an opinion, of this body or of one before
    return {
        "at_desk": desk, "materials": list(dossier.materials.all()), "opinions": opinions_of(dossier) if given else [],
        "experts": list(dossier.experts.all()) if dossier.accepted_on else [],
        "kept_out": list(dossier.kept_out.all()), "candidates": candidates_once(dossier) if choosing else (),
        "attention": tuple(_attention(case, dossier, desk or appraises(actor, case))),
    }  # fmt: skip


def _read_at_once(case: Any, dossier: Appraisal) -> None:
    """What guards and fragment both ask for. Who was kept out was chosen before: the case has come back to the choice since; no
    experts are named before the commission is accepted."""
    returned = any(one.from_state and one.to_state == "choosing" for one in case.entries.all())
    wanted = (("kept_out__subject", returned), ("experts", dossier.accepted_on is not None))
    prefetch_related_objects([dossier], *(name for name, there in wanted if there))
    kept = dossier.__dict__.setdefault("_prefetched_objects_cache", {})
    kept.update(
        {name.split("__")[0]: getattr(dossier, name.split("__")[0]).none() for name, there in wanted if not there}
    )


def opinions_of(dossier: Appraisal) -> list[Opinion]:
    """Each with what was said against it."""
    return list(dossier.opinions.select_related("body", "file").prefetch_related("objections"))


def _attention(case: Any, dossier: Appraisal, inside: bool) -> Iterator[Attention]:
    if case.state == "supplying" and dossier.wanted:
        yield Attention("warn", "鉴定机构要求补充材料，补充期间不计入鉴定时限", tuple(dossier.wanted.splitlines()))
    if inside and case.state == "appraising" and dossier.fee and dossier.paid_on is None:
        yield Attention("warn", f"鉴定费还没有登记缴纳（由{dossier.get_payer_display()}预付）")
