"""The one answer to «may this actor do that, here?», always with its reason."""

from dataclasses import dataclass

from .actor import Actor
from .registry import permit
from .scope import Scope


@dataclass(frozen=True)
class Answer:
    """Yes or no, and why; true in a condition when allowed."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


class Refusal(Exception):
    """A rule was broken. Subclasses are named after the rule; `reason` is one clear sentence fit for a page."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class PermitRefused(Refusal):
    """The actor lacks the permit, or holds it for other rows only."""

    def __init__(self, reason: str, code: str = ""):
        super().__init__(reason)
        self.code = code


def region_prefix(code: str) -> str:
    """The leading digits shared by a division and all below it (GB/T 2260: two digits a level, `00` for none)."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def check(
    actor: Actor,
    code: str,
    *,
    body_id: int | None = None,
    region_code: str | None = None,
    subject_id: int | None = None,
) -> Answer:
    """Whether the actor may do `code` on a row of this body, region or subject (None: the row has none).

    `subject_id` is whose the row is, for instance a case's applicant: within scope «body» it is reached by whoever acts for
    that subject. Who acts by mandate has no body, so that rows which name only a body or region stay closed.
    Raises `UnknownPermit` for a code that nobody declared.
    """
    asked = permit(code)
    if actor.is_system:
        return Answer(True, "系统自动办理")
    if not actor.is_signed_in:
        return Answer(False, "请先登录")
    scope = actor.grants.get(code)
    if scope is None:
        return Answer(False, _lacking(actor, asked.title))
    return _within(actor, scope, asked.title, body_id, region_code, subject_id)


def require(
    actor: Actor,
    code: str,
    *,
    body_id: int | None = None,
    region_code: str | None = None,
    subject_id: int | None = None,
) -> None:
    """As `check`, but raises `PermitRefused` with the reason."""
    answer = check(actor, code, body_id=body_id, region_code=region_code, subject_id=subject_id)
    if not answer:
        raise PermitRefused(answer.reason, code)


def _lacking(actor: Actor, title: str) -> str:
    if actor.is_mandated:
        return f"您以“{actor.role_title}”为{actor.body_name}办理，没有“{title}”权限"
    return f"您的岗位“{actor.role_title or '未任职'}”没有“{title}”权限，可请安全管理员授予"


def _within(
    actor: Actor, scope: Scope, title: str, body_id: int | None, region_code: str | None, subject_id: int | None
) -> Answer:
    if scope is Scope.ALL or (body_id is None and region_code is None and subject_id is None):
        return Answer(True, f"“{actor.role_title}”有“{title}”权限（{scope.label}）")
    if subject_id is not None and subject_id == actor.acts_for:
        return Answer(True, f"“{title}”：属于您所代表的主体")
    if body_id is not None and body_id == actor.body_id:
        return Answer(True, f"“{title}”：属于本单位")
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix and region_code and region_code.startswith(prefix):
        return Answer(True, f"“{title}”：属于本地区")
    if actor.is_mandated:
        return Answer(False, f"您为{actor.body_name}办理，这条记录属于其他主体")
    return Answer(False, f"您的“{title}”权限限于{scope.label}，这条记录属于其他单位或地区")
