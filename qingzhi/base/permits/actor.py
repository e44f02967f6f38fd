"""Who acts: a person in a post for a body, the system itself, or the public."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .scope import Scope


@dataclass(frozen=True)
class Actor:
    """Who acts, for which body, in which post, from where, and what was granted to that post.

    Actions take an `Actor`, never a request. `grants` maps permit codes to the widest scope granted.
    """

    kind: str  # "person" | "system" | "public"
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
    grants: Mapping[str, Scope] = field(default_factory=dict)
    is_emergency: bool = False  # works under an emergency grant 「应急授权」 that will be reviewed

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    @property
    def is_signed_in(self) -> bool:
        return self.kind == "person"


SYSTEM = Actor(kind="system", name="系统")
PUBLIC = Actor(kind="public", name="公众")
