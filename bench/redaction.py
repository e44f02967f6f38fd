"""Redaction of running text over 200 made-up decisions: what is found of each kind, what is wrongly covered, how long it takes."""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from qingzhi.engine.publication.rules.running import find_personal

from .figure import below, figure, report
from .made_decisions import LEFT_OPEN, MadeDecision, made_decisions

COUNT = 200
KINDS = {"name": "names of natural persons", "identity": "identity numbers", "phone": "phone numbers", "address": "addresses",
         "account": "bank accounts", "plate": "plate numbers", "contact": "chat and mail"}  # fmt: skip


@dataclass
class Outcome:
    """What a run over decisions gave; `missed` and `wrong` tell the places."""

    planted: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    wrong_signs: int = 0
    clean_signs: int = 0
    seconds: float = 0.0

    def recall(self, kind: str) -> float:
        return 100 * (1 - sum(one[0] == kind for one in self.missed) / self.planted[kind])

    @property
    def wrongly_covered(self) -> float:
        return 100 * self.wrong_signs / self.clean_signs


def examined(decisions: list[MadeDecision], *, known: bool) -> Outcome:
    """Redact each; with `known` the finder is told the parties, as the desk tells it."""
    outcome = Outcome()
    for one in decisions:
        began = time.perf_counter()
        spans = find_personal(one.text, one.parties if known else ())
        outcome.seconds += time.perf_counter() - began
        covered = {place for span in spans for place in range(span.start, span.end)}
        planted = {place for plant in one.plants for place in range(plant.start, plant.end)}
        for plant in one.plants:
            if plant.kind in LEFT_OPEN:
                continue
            outcome.planted[plant.kind] += 1
            left = [place for place in range(plant.start, plant.end) if place not in covered]
            if any(not one.text[place].isspace() for place in left):
                around = one.text[max(0, plant.start - 12) : plant.end + 8]
                outcome.missed.append((plant.kind, one.text[plant.start : plant.end], around))
        outcome.clean_signs += len(one.text) - len(planted)
        outcome.wrong_signs += len(covered - planted)
        outcome.wrong.update(span.within(one.text) for span in spans if not planted & set(range(span.start, span.end)))
    return outcome


def figures() -> list[dict[str, object]]:
    decisions = made_decisions(COUNT)
    told, untold = examined(decisions, known=True), examined(decisions, known=False)
    rows = [
        figure(f"redaction: {title} found ({told.planted[kind]} planted in {COUNT} decisions)", told.recall(kind), "= 100",
               "%", told.recall(kind) == 100)
        for kind, title in KINDS.items()
    ]  # fmt: skip
    rows.append(
        figure("redaction: names found without being told the parties", untold.recall("name"), "shown", "%", True)
    )
    rows.append(below("redaction: text wrongly covered", told.wrongly_covered, 2, "% of what is not personal"))
    rows.append(below("redaction: one decision", told.seconds / COUNT * 1000, 50, "ms"))
    for kind, text, around in told.missed[:40]:
        print(f"missed {kind}: {text!r} in {around!r}", file=sys.stderr)
    print("most often wrongly covered:", told.wrong.most_common(40), file=sys.stderr)
    return rows


if __name__ == "__main__":
    report(figures())
