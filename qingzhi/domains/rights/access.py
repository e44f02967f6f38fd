"""Permits on rights, which rights an actor sees, and by which words the index knows its readers."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from .models import Deposit, Right, SecretsReview

declare("rights.view", "查看权利登记簿")
declare("rights.register", "登记和更正权利")
declare("rights.import", "导入权利数据")
declare("rights.industries.manage", "维护产业参照表和代码表")
declare("rights.brands.manage", "登记和更正品牌")
declare("rights.folk.manage", "登记和更正民间文化资源")
declare("rights.folk.read", "查阅受限的传统知识")
declare("rights.deposit.make", "办理存证")
declare("rights.deposit.view", "查看全部存证登记（不含内容）")

STAFF = "rights"  # the visibility word of what only the registers' readers may see; `rights:6301` for one place


def visible_rights(actor: Actor) -> QuerySet[Right]:
    """Every right; or what is public and what first holders of the actor's region have; the public sees what is public."""
    scope = scope_of(actor, "rights.view")
    if scope is Scope.ALL:
        return Right.objects.all()
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        return Right.objects.filter(Q(is_public=True) | Q(region_code__startswith=prefix))
    return public_rights()


def public_rights() -> QuerySet[Right]:
    """What everybody may read."""
    return Right.objects.filter(is_public=True)


def words_of(actor: Actor) -> frozenset[str]:
    """The visibility words that an actor holds in the index; the public's own word is everybody's."""
    scope = scope_of(actor, "rights.view")
    if scope is Scope.ALL:
        return frozenset({STAFF})
    prefix = region_prefix(actor.region_code)
    return frozenset({f"{STAFF}:{prefix}"}) if scope is Scope.REGION and prefix else frozenset()


def words_for(region_code: str) -> tuple[str, ...]:
    """The words under which a right that is not public yet stands in the index: all readers, and those of its region."""
    places = (region_code[:2], region_code[:4], region_code) if region_code else ()
    return (STAFF, *(f"{STAFF}:{place}" for place in places))


def visible_deposits(actor: Actor) -> QuerySet[Deposit]:
    """The deposits of the actor's own body or person or party; all (hashes and titles, there is no content) by grant."""
    if scope_of(actor, "rights.deposit.view") is Scope.ALL:
        return Deposit.objects.all()
    if not actor.is_signed_in:
        return Deposit.objects.none()
    return Deposit.objects.filter(_own(actor) | Q(holder__subject_id=actor.subject_id, holder__isnull=False))


def visible_secrets_reviews(actor: Actor) -> QuerySet[SecretsReview]:
    """The filled checklists of the actor's own body or person; they show weak spots, so nobody else sees them."""
    if actor.is_system:
        return SecretsReview.objects.all()
    return SecretsReview.objects.filter(_own(actor)) if actor.is_signed_in else SecretsReview.objects.none()


def _own(actor: Actor) -> Q:
    found = Q(depositor_id=actor.subject_id, depositor__isnull=False)
    return found | Q(body_id=actor.body_id) if actor.body_id else found
