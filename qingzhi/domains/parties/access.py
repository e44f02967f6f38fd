"""Permits on parties, which parties an actor sees, and by which words the index knows its readers."""

from django.db.models import F, Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from .models import NameQuestion, Party
from .terms import PartyKind

declare("parties.view", "查看主体")
declare("parties.register", "登记和更正主体")
declare("parties.merge", "归并主体和撤销归并")
declare("parties.import", "导入主体")
declare("parties.personal", "查看主体的个人信息")

STAFF = (
    "parties"  # the visibility word of persons, whom only the register's readers may see; `parties:6301` for one place
)


def visible_parties(actor: Actor) -> QuerySet[Party]:
    """Every record; or organisations and the persons of the actor's region; the public sees organisations alone."""
    scope = scope_of(actor, "parties.view")
    if scope is Scope.ALL:
        return Party.objects.all()
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        return Party.objects.filter(~Q(kind=PartyKind.INDIVIDUAL) | Q(region__code__startswith=prefix))
    return Party.objects.exclude(kind=PartyKind.INDIVIDUAL)


def public_parties() -> QuerySet[Party]:
    """Organisations that stand for themselves: persons and merged records have no public page."""
    return Party.objects.exclude(kind=PartyKind.INDIVIDUAL).filter(merged_into=None)


def visible_questions(actor: Actor) -> QuerySet[NameQuestion]:
    """Questions are for those who may answer them."""
    scope = scope_of(actor, "parties.merge")
    if scope is Scope.ALL:
        return NameQuestion.objects.all()
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        return NameQuestion.objects.filter(party__region__code__startswith=prefix)
    return NameQuestion.objects.none()


def roots(rows: QuerySet[Party]) -> QuerySet[Party]:
    """The records that stand for a holder, without those merged into them."""
    return rows.filter(Q(root=F("pk")) | Q(root=None))


def words_of(actor: Actor) -> frozenset[str]:
    """The visibility words that an actor holds in the index; the public's own word is everybody's."""
    scope = scope_of(actor, "parties.view")
    if scope is Scope.ALL:
        return frozenset({STAFF})
    prefix = region_prefix(actor.region_code)
    return frozenset({f"{STAFF}:{prefix}"}) if scope is Scope.REGION and prefix else frozenset()


def words_for(region_code: str) -> tuple[str, ...]:
    """The words under which a person stands in the index: all readers, and those of the person's region."""
    places = (region_code[:2], region_code[:4], region_code) if region_code else ()
    return (STAFF, *(f"{STAFF}:{place}" for place in places))
