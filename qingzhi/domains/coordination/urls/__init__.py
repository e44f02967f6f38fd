"""Addresses of coordination."""

from django.urls import path

from ..views import customs, desk, disputes, joint, judgments, keys, transfers

app_name = "coordination"
urlpatterns = [
    path("handovers/", desk.handovers, name="handovers"),
    path("handovers/new/", desk.send, name="send"),
    path("handovers/<int:pk>/", desk.handover, name="handover"),
    path("handovers/<int:pk>/answer/", desk.answer, name="answer"),
    path("handovers/<int:pk>/read/", desk.read, name="read"),
    path("handovers/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("handovers/<int:pk>/extend/", desk.extend, name="extend"),
    path("board/", desk.board, name="board"),
    path("transfers/new/", transfers.transfer, name="transfer"),
    path("disputes/new/", disputes.new, name="new_dispute"),
    path("handovers/<int:pk>/report/", disputes.report, name="ask_designation"),
    path("handovers/<int:pk>/designate/", disputes.decide, name="designate"),
    path("joint/", joint.operations, name="operations"),
    path("joint/new/", joint.new, name="new_joint"),
    path("joint/<int:pk>/", joint.operation, name="joint"),
    path("joint/<int:pk>/report/", joint.report, name="report_joint"),
    path("joint/<int:pk>/close/", joint.close, name="close_joint"),
    path("judgments/", judgments.judgments, name="judgments"),
    path("judgments/new/", judgments.new, name="new_judgment"),
    path("judgments/<int:pk>/", judgments.judgment, name="judgment"),
    path("judgments/<int:pk>/correct/", judgments.correct, name="correct_judgment"),
    path("keys/", keys.keys, name="keys"),
    path("keys/new/", keys.new, name="new_key"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="revoke_key"),
    path("customs/", customs.recordals, name="recordals"),
    path("customs/new/", customs.new_recordal, name="new_recordal"),
    path("customs/<int:pk>/", customs.recordal, name="recordal"),
    path("customs/<int:pk>/renew/", customs.renew, name="renew_recordal"),
    path("customs/<int:pk>/cancel/", customs.cancel, name="cancel_recordal"),
    path("customs/seizures/", customs.seizures, name="seizures"),
    path("customs/seizures/new/", customs.new_seizure, name="new_seizure"),
    path("customs/mine/", customs.mine, name="customs_mine"),
    path("customs/mine/record/", customs.ask_recording, name="ask_recording"),
    path("customs/mine/ask/", customs.ask_seizure, name="ask_seizure"),
]
