"""Addresses."""

from django.urls import URLPattern, path

from ..views import public
from ..views.desk import applying, calls, ledger, mine, overview, payments
from .awards import urlpatterns as award_urls
from .commendations import urlpatterns as commendation_urls

app_name = "support"
urlpatterns: list[URLPattern] = [
    path("calls/", public.calls, name="calls"),
    path("calls/<slug:code>/", public.call, name="call"),
    path("calls/<slug:code>/results/", public.results, name="results"),
    path("support/overview/", overview.overview, name="overview"),
    path("support/mine/", mine.mine, name="mine"),
    path("support/mine/calls/<int:call_id>/", mine.offers, name="offers"),
    path("support/applications/<int:application_id>/rights/", applying.rights, name="choose"),
    path("support/applications/<int:application_id>/papers/", applying.papers, name="papers"),
    path("support/applications/<int:application_id>/check/", applying.check, name="check"),
    path("support/calls/", calls.calls, name="calls_desk"),
    path("support/calls/new/", calls.new, name="new_call"),
    path("support/calls/<int:call_id>/", calls.call, name="call_desk"),
    path("support/calls/<int:call_id>/edit/", calls.edit, name="edit_call"),
    path("support/calls/<int:call_id>/publish/", calls.publish, name="publish_call"),
    path("support/calls/<int:call_id>/withdraw/", calls.withdraw, name="withdraw_call"),
    path("support/calls/<int:call_id>/list/", calls.propose, name="propose_list"),
    path("support/calls/<int:call_id>/results/", calls.announce, name="announce_results"),
    path("support/payments/", payments.payments, name="payments"),
    path("support/payments/pay/", payments.pay, name="pay"),
    path("support/paid/", ledger.paid, name="paid"),
    path("support/paid/new/", ledger.enter, name="enter_earlier"),
    path("support/paid/<int:paid_id>/release/", ledger.release, name="release_paid"),
    path("support/marks/", ledger.marks, name="marks"),
    path("support/marks/new/", ledger.new_mark, name="new_mark"),
    path("support/marks/<int:mark_id>/end/", ledger.end_mark, name="end_mark"),
    *award_urls,
    *commendation_urls,
]
