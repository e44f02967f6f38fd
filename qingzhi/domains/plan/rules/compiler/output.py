"""The compiled plan as the JSON that other programs rely on."""

from datetime import date

from .model import Citation, CompiledPlan, Due, Figure, Measure, Section, Warning


def as_json(plan: CompiledPlan) -> dict:
    """Every key of the contract, always; each extracted item also carries the `rule` that found it."""
    front, text = plan.front, plan.text
    return {
        "title": front.title,
        "number": front.number,
        "issuer": front.issuer,
        "issued_on": _day(front.issued_on),
        "period": {"from": front.period[0], "to": front.period[1]} if front.period else None,
        "sections": [_section(s, text) for s in plan.sections],
        "measures": [_measure(m, text) for m in plan.measures],
        "targets": [_figure(f, text) for f in plan.targets],
        "baselines": [_figure(f, text) | {"as_of": _day(f.as_of), "from": _day(f.since)} for f in plan.baselines],
        "citations": [_citation(c, text) for c in plan.citations],
        "warnings": [_warning(w) for w in plan.warnings],
        "text": text,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _section(section: Section, text: str) -> dict:
    return {
        "id": section.id,
        "level": section.level,
        "heading": section.heading,
        "text": text[section.start : section.end],
        "start": section.start,
        "end": section.end,
        "rule": section.rule,
    }


def _measure(measure: Measure, text: str) -> dict:
    return {
        "id": measure.id,
        "section": measure.section,
        "text": text[measure.start : measure.end],
        "start": measure.start,
        "end": measure.end,
        "due": _due(measure.due),
        "bodies": [{"name": body.name, "role": body.role} for body in measure.bodies],
        "programmes": list(measure.programmes),
        "audiences": list(measure.audiences),
        "rule": measure.rule,
    }


def _due(due: Due | None) -> dict | None:
    return {"on": _day(due.on), "every": due.every, "quote": due.quote} if due else None


def _figure(figure: Figure, text: str) -> dict:
    base = figure.baseline
    return {
        "id": figure.id,
        "section": figure.section,
        "measure": figure.measure,
        "indicator": figure.indicator,
        "comparator": figure.comparator,
        "value": figure.value,
        "value_to": figure.value_to,
        "unit": figure.unit,
        "kind": figure.kind,
        "per": figure.per,
        "deadline": _day(figure.deadline),
        "baseline": _figure(base, text) | {"as_of": _day(base.as_of), "from": _day(base.since)} if base else None,
        "quote": text[figure.start : figure.end],
        "start": figure.start,
        "end": figure.end,
        "rule": figure.rule,
    }


def _citation(citation: Citation, text: str) -> dict:
    quote = text[citation.start : citation.end]
    return {
        "title": citation.title,
        "number": citation.number,
        "quote": quote,
        "start": citation.start,
        "end": citation.end,
        "rule": citation.rule,
    }


def _warning(warning: Warning) -> dict:
    return {"text": warning.text, "start": warning.start, "end": warning.end}
