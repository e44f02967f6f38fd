"""Who acts: a person in a post for a body or by mandate for a subject, another body's program, the system itself, or the public."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .scope import Scope


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom, in which post or by which mandate, from where, and what was granted to that.

    Actions take an `Actor`, never a request. `grants` maps permit codes to the widest scope granted. `acts_for` is the
    subject acted for: in a post the body's, by a mandate 「经办授权」 (then there is no body) the party's or the expert's own.
    """

    kind: str  # "person" | "program" (of another body, by its registered key) | "system" | "public"
    name: str
    user_id: int | None = None
    subject_id: int | None = None
    post_id: int | None = None
    role: str = ""
    role_title: str = ""
    body_id: int | None = None
    body_name: str = ""
    region_code: str = ""
    address: str = ""
    acts_for: int | None = None
    mandate_id: int | None = None
    grants: Mapping[str, Scope] = field(default_factory=dict)
    is_emergency: bool = False  # works under an emergency grant 「应急授权」 that will be reviewed

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    @property
    def is_mandated(self) -> bool:
        """Whether somebody acts by a mandate: an applicant or an expert, not an office."""
        return self.mandate_id is not None

    @property
    def is_signed_in(self) -> bool:
        return self.kind in ("person", "program")


SYSTEM = Actor(kind="system", name="系统")
PUBLIC = Actor(kind="public", name="公众")
