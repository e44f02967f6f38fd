"""A place for a language model that reads notices: off by default, and none is supplied here.

The grammar needs no network. Who wants a model writes an object with this one method and passes it to
`compile_text(document, reader=…)`; what it proposes is only a warning for the reviewer, never a target by itself.
"""

from typing import Protocol

from .model import CompiledPlan, Warning


class PlanReader(Protocol):
    """Reads a compiled plan again and says what the grammar may have missed."""

    def review(self, plan: CompiledPlan) -> tuple[Warning, ...]:
        """Doubts about the plan, each with its place in the text."""
        ...
