"""Deposits and trade-secret checklists of the demonstration; what is hashed is a line of the table, so that it can be tried."""

import hashlib
from datetime import datetime

from cryptography.hazmat.primitives import hashes

from qingzhi.base import clock
from qingzhi.domains.rights.actions.depositing import Fingerprint, add_supplement, make_deposit
from qingzhi.domains.rights.actions.secrets_checklist import review_secrets
from qingzhi.domains.rights.models import Deposit
from qingzhi.domains.rights.queries.secrets_checklist import items_in_force
from qingzhi.domains.rights.terms import Answer, Situation

from .stage import Stage


def make_deposits(stage: Stage) -> int | bool:
    """Make each deposit at its hour, and fill in the checklists."""
    rows = stage.rows("deposits")
    if Deposit.objects.filter(request_key=rows[0]["key"]).exists():
        return False
    made: dict[str, Deposit] = {}
    for row in rows:
        actor = stage.actor(row["account"])
        with clock.fixed(datetime.fromisoformat(row["at"])):
            found = make_deposit(
                actor=actor, kind=row["kind"], title=row["title"], holder_name=row["holder"], note=row["note"],
                fingerprint=fingerprint_of(row["content"].encode()), request_key=row["key"],
                previous=made.get(row["previous"]),
            )  # fmt: skip
            if row["supplement"]:
                add_supplement(actor=actor, deposit=found, text=row["supplement"])
        made[row["key"]] = found
    for row in stage.rows("secrets_reviews"):
        _review(stage, row)
    return len(made)


def fingerprint_of(data: bytes) -> Fingerprint:
    """What a browser would compute of these bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return Fingerprint(hashlib.sha256(data).hexdigest(), digest.finalize().hex(), len(data))


def _review(stage: Stage, row: dict[str, str]) -> None:
    given = {
        code: answer
        for name, answer in (("no", Answer.NO), ("partly", Answer.PARTLY), ("not_applicable", Answer.NOT_APPLICABLE))
        for code in row[name].split(";")
    }
    with clock.fixed(datetime.fromisoformat(row["at"])):
        items = items_in_force(Situation(row["situation"]))
        review_secrets(
            actor=stage.actor(row["account"]), situation=row["situation"], party_name=row["party"],
            occasion=row["occasion"],
            answers={item.pk: (str(given.get(item.code, Answer.YES)), "") for item in items},
        )  # fmt: skip
