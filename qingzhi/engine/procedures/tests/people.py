"""Who acts in the tests: two officers, the applicant, a stranger."""

from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.identity.testing import a_body, an_actor
from qingzhi.base.permits import Actor, Scope

DESK = ("procedures.case.view", "procedures.case.handle", "procedures.case.suspend", "procedures.case.extend",
        "procedures.case.move", "tasks.view", "tasks.handle", "tasks.transfer")  # fmt: skip


def officer(username: str = "officer", body: Body | None = None) -> Actor:
    """Somebody of the handling body."""
    return an_actor(username, *DESK, scope=Scope.BODY, body=body or a_body())


def enterprise(name: str = "示例企业") -> Subject:
    return Subject.objects.create(kind="party", display_name=name)


def applicant(subject: Subject, user_id: int = 9001) -> Actor:
    """Somebody who acts for the applicant."""
    person = Subject.objects.create(kind="person", display_name="申请经办")
    grants = {"procedures.case.file": Scope.BODY, "procedures.case.view": Scope.BODY, "tasks.view": Scope.BODY}
    return Actor(
        kind="person", name="申请经办", user_id=user_id, subject_id=person.pk, acts_for=subject.pk, grants=grants
    )


def a_pdf(name="证明.pdf"):
    return SimpleUploadedFile(name, pdf_bytes(), "application/pdf")


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()
