"""Answering a repeated POST with what was answered the first time (draft-ietf-httpapi-idempotency-key-header)."""

from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from qingzhi.base import clock

from ..models import GivenAnswer
from ..problems import Problem

KEEP = timedelta(hours=24)
KEPT_HEADERS = ("Content-Type", "Location", "ETag")


def answer_once(*, holder: str, key: str, request_digest: str, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Run once for a credential's key. The key is written in the transaction of what is done: both count, or neither does.

    A refusal (an exception) leaves nothing behind, so that the corrected request may use the key again.
    """
    try:
        with transaction.atomic():
            row = GivenAnswer.objects.create(
                holder=holder, key=key, request_digest=request_digest, given_at=clock.real_now()
            )
            response = run()
            row.status, row.body = response.status_code, response.content.decode()
            row.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            row.save()
            return response
    except IntegrityError:
        found = GivenAnswer.objects.filter(holder=holder, key=key).first()
        if found is None:  # the integrity that was broken is another one
            raise
    if found.request_digest != request_digest:
        raise Problem("key-reused")
    response = HttpResponse(found.body, status=found.status, headers=found.headers)
    response["Idempotent-Replayed"] = "true"
    return response


def forget_answers() -> int:
    """Forget answers that are older than a day."""
    return GivenAnswer.objects.filter(given_at__lt=clock.real_now() - KEEP).delete()[0]
