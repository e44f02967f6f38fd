from django.urls import path

from ..views import verifying
from ..views.desk import freezing, frozen, proposals

urlpatterns = [
    path("frozen/", freezing.overview, name="freezes"),
    path("frozen/new/", freezing.close, name="freeze_period"),
    path("frozen/differences/", freezing.differences, name="frozen_differences"),
    path("frozen/freezes/<int:freeze_id>/", freezing.freeze, name="freeze"),
    path("frozen/proposals/new/", proposals.propose, name="propose_revision"),
    path("frozen/proposals/<int:proposal_id>/", proposals.proposal, name="revision_proposal"),
    path("frozen/proposals/<int:proposal_id>/approve/", proposals.approve, name="approve_revision"),
    path("frozen/proposals/<int:proposal_id>/decline/", proposals.decline, name="decline_revision"),
    path("frozen/<slug:code>/", frozen.figure, name="frozen"),
    path("frozen/<slug:code>/records/", frozen.records, name="frozen_records"),
]
public_urlpatterns = [
    path("figures/", verifying.ask, name="verify_form"),
    path("figures/<slug:code>/", verifying.verify, name="verify"),
]
