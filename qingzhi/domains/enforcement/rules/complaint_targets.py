"""Which procedures a complaint may be opened as: each way is filled by the module that declares the procedure.

```python
complaint_target("penalty", open_penalty)   # open_penalty(*, actor, complaint, body, note) -> Case, inside of the caller's transaction
```
"""

from collections.abc import Callable
from typing import Any

Opener = Callable[..., Any]
_targets: dict[str, Opener] = {}


class UnknownTarget(LookupError):
    """No procedure takes complaints of this way."""


def complaint_target(code: str, opener: Opener) -> None:
    """Register at start-up who opens the case of a way (a code of `terms.complaints.Way`); another one under the same code raises.

    `opener(actor=…, complaint=…, body=…, note=…)` opens the case for the body that shall handle it and returns it. The officer
    who routes has been asked for the permit; the complaint's evidence and identity stay with the complaint's own case.
    """
    if _targets.setdefault(code, opener) is not opener:
        raise ValueError(f"complaints of the way {code} have two procedures")


def has_target(code: str) -> bool:
    return code in _targets


def opener_of(code: str) -> Opener:
    """Who opens the case; raises `UnknownTarget`."""
    try:
        return _targets[code]
    except KeyError:
        raise UnknownTarget(f"no procedure takes complaints of the way {code!r}") from None
