"""Money in the lake: programmes, lines, claims, journals with their entries. Amounts in cents (`…_cents`), as they are kept.

No payee, no label, no words. Few rows beside the registers, so each refresh reads them whole.
"""

from django.urls import reverse

from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from ...access import visible_claims
from ...models import Claim, Entry, Journal, LineBalance, Programme, ProgrammeLine
from ...models.money import MoneyField

TABLES = (
    ("fund_programmes", "资金专项", Programme, ("id", "code", "year", "name", "body_id", "opens_on", "closes_on")),
    ("fund_lines", "资金项", ProgrammeLine, ("id", "programme_id", "source", "level", "region_id", "closed_on")),
    ("fund_balances", "资金余额", LineBalance,
     ("line_id", "appropriated", "available", "reserved", "committed", "paid", "clawed_back", "refunded", "carried")),
    ("fund_claims", "用款事项", Claim,
     ("id", "line_id", "subject_kind", "subject_id", "region_code", "reserved", "committed", "batched", "paid", "clawed_back",
      "refunded", "committed_on", "due_on", "opened_at")),
    ("fund_journals", "凭证", Journal, ("id", "line_id", "claim_id", "kind", "amount", "on", "at", "reverses_id")),
    ("fund_entries", "分录", Entry, ("id", "journal_id", "account", "amount")),
)  # fmt: skip


def register_lake() -> None:
    """Every table that tells where money went."""
    for name, title, model, fields in TABLES:
        columns = {f"{one}_cents" if _is_money(model, one) else one: one for one in fields}
        lake_table(LakeTable(name, title, model._meta.label, columns, id_field=fields[0]))
    record_source(
        RecordSource(
            "fund_claims", "用款事项", "笔", visible_claims, _shown, lambda one: reverse("funds:claim", args=[one.pk])
        )
    )


def _shown(claim: Claim) -> Shown:
    """A claim as a list behind a figure shows it."""
    return Shown(claim.label, "", claim.region_code, claim.committed_on)


def _is_money(model: type, field: str) -> bool:
    return isinstance(model._meta.get_field(field), MoneyField)  # type: ignore[attr-defined]
