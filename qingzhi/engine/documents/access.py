"""Who may issue documents and see them."""

from django.db.models import Q, QuerySet

from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, Answer, Scope, check, declare, region_prefix

from .models import IssuedDocument, TemplateVersion

declare("documents.view", "查看公文")
declare("documents.issue", "制发公文")
declare("documents.withdraw", "撤回和重新制发公文")
declare("documents.series.manage", "维护发文字号系列")
declare("documents.templates.manage", "维护文书模板")


def visible_documents(actor: Actor) -> QuerySet[IssuedDocument]:
    """The issued documents that the actor may see: by grant, those sent to the actor's body, and those to whom one acts for."""
    if actor.is_system:
        return IssuedDocument.objects.all()
    scope = actor.grants.get("documents.view") if actor.is_signed_in else None
    if scope is None:
        return IssuedDocument.objects.none()
    if scope is Scope.ALL:
        return IssuedDocument.objects.all()
    reached = Q(body=actor.body_id) if actor.body_id else Q(pk__in=[])
    if actor.acts_for:
        reached |= Q(addressee=actor.acts_for)
    if scope is Scope.REGION and actor.region_code:
        reached |= Q(body__region__code__startswith=region_prefix(actor.region_code))
    received = IssuedDocument.recipients.through.objects.filter(body=actor.body_id).values("issueddocument")
    return IssuedDocument.objects.filter(reached | Q(pk__in=received))


def may_read_file(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees a document may read its files."""
    own = visible_documents(actor).filter(Q(file=file) | Q(pdf=file))
    return Answer(own.exists(), "公文的附件随公文查看")


def may_read_template(actor: Actor, file: StoredFile) -> Answer:
    """Whoever keeps the templates may take them out."""
    allowed = check(actor, "documents.templates.manage")
    return Answer(bool(allowed) and TemplateVersion.objects.filter(file=file).exists(), allowed.reason)


register_owner("documents.issued", may_read_file)
register_owner("documents.template", may_read_template)
