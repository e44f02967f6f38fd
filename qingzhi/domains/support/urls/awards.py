"""Addresses of awards and of special support."""

from django.urls import URLPattern, path

from ..views import public_awards
from ..views.desk import aid, aid_filing, award_nominations, award_rounds, award_steps

urlpatterns: list[URLPattern] = [
    path("awards/", award_rounds.rounds, name="award_rounds"),
    path("awards/new/", award_steps.new_round, name="new_award_round"),
    path("awards/public/", public_awards.rounds, name="award_rounds_public"),
    path("awards/public/<int:round_id>/", public_awards.round_page, name="award_round_public"),
    path("awards/<int:round_id>/", award_rounds.round_page, name="award_round"),
    path("awards/<int:round_id>/publish/", award_steps.publish, name="award_publish"),
    path("awards/<int:round_id>/seats/<int:seat_id>/", award_steps.seat, name="award_seat"),
    path("awards/<int:round_id>/groups/", award_steps.group, name="award_group"),
    path("awards/<int:round_id>/assign/", award_steps.assign, name="award_assign"),
    path("awards/<int:round_id>/score/", award_steps.score, name="award_score"),
    path("awards/<int:round_id>/results/", award_steps.results, name="award_results"),
    path("awards/<int:round_id>/panel/", award_steps.panel, name="award_panel"),
    path("awards/<int:round_id>/vote/", award_steps.vote, name="award_vote"),
    path("awards/<int:round_id>/publicise/", award_steps.publicise, name="award_publicise"),
    path("awards/<int:round_id>/announce/", award_steps.announce, name="award_announce"),
    path("awards/<int:round_id>/nominate/", award_nominations.nominate, name="award_nominate"),
    path("awards/nominations/<int:nomination_id>/", award_nominations.amend, name="award_amend"),
    path("awards/nominations/<int:nomination_id>/group/", award_steps.move, name="award_move"),
    path("awards/nominations/<int:nomination_id>/vacancy/", award_steps.vacancy, name="award_vacancy"),
    path("awards/nominations/<int:nomination_id>/order/", award_nominations.order, name="award_order"),
    path("aid/", aid_filing.mine, name="aid"),
    path("aid/fund/", aid.fund, name="fund"),
    path("aid/fund/new/", aid_filing.new_fund, name="new_fund"),
    path("aid/compensation/", aid.compensations, name="compensations"),
    path("aid/compensation/transaction/<int:transaction_id>/", aid_filing.new_compensation, name="new_compensation"),
    path("aid/compensation/enforcement/", aid_filing.new_enforcement, name="new_enforcement"),
    path("aid/transactions/", aid.transactions, name="transactions"),
    path("aid/transactions/new/", aid.new_transaction, name="new_transaction"),
    path("aid/transactions/<int:transaction_id>/void/", aid.void, name="void_transaction"),
    path("aid/priority/", aid.priority, name="priority"),
    path("aid/priority/new/", aid_filing.new_priority, name="new_priority"),
    path("aid/projects/", aid.projects, name="projects"),
    path("aid/projects/new/", aid.new_project, name="new_project"),
]
