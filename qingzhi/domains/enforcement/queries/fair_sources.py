"""What other domains know against an exhibitor before a fair; they say so at start-up, since protection may not ask upwards.

```python
fair_source("credit", ask)   # ask(party_ids, on) -> {party id: one sentence}
```
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

Source = Callable[[Iterable[int], date], Mapping[int, str]]
_sources: dict[str, Source] = {}


def fair_source(kind: str, ask: Source) -> None:
    """Register who knows of a kind (a code of `terms.fairs.RiskKind`); another one under the same code raises."""
    if _sources.setdefault(kind, ask) is not ask:
        raise ValueError(f"the risk {kind} has two sources")


def said_of(kind: str, parties: Iterable[int], on: date) -> Mapping[int, str]:
    """What is known of these parties; nothing where nobody is registered."""
    ask = _sources.get(kind)
    return ask(list(parties), on) if ask is not None else {}
