"""Who works on decision tables in the tests."""

from qingzhi.base.identity.testing import a_post, a_role, actor_in, an_account
from qingzhi.base.permits import Actor

EDITS = ("decisions.view", "decisions.edit")
PUBLISHES = ("decisions.view", "decisions.publish")


def actor(name: str, *permits: str) -> Actor:
    """Somebody of that name with these permits."""
    user = an_account(name, name=f"{name}（示例）")
    return actor_in(a_post(user, a_role(f"role-{name}", *permits)), user=user)
