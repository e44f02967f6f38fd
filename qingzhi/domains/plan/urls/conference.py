from django.urls import path

from ..views import public
from ..views.desk import conference, grassroots, legislation, members, minutes

urlpatterns = [
    path("conference/", conference.meetings, name="meetings"),
    path("conference/members/", members.members, name="members"),
    path("conference/members/add/", members.add_member, name="add_member"),
    path("conference/members/<int:member_id>/", members.change_member, name="change_member"),
    path("conference/schedule/", conference.schedule, name="schedule_meeting"),
    path("conference/<int:meeting_id>/", conference.meeting, name="meeting"),
    path("conference/<int:meeting_id>/agenda/", conference.add_agenda, name="add_agenda"),
    path("conference/<int:meeting_id>/hold/", conference.hold, name="hold_meeting"),
    path("conference/<int:meeting_id>/decide/", conference.decide, name="record_decision"),
    path("conference/<int:meeting_id>/minutes/", minutes.write_minutes, name="write_minutes"),
    path("conference/<int:meeting_id>/minutes/issue/", minutes.issue_minutes, name="issue_minutes"),
    path("conference/<int:meeting_id>/pack/", minutes.draw_pack, name="draw_pack"),
    path("grassroots/", grassroots.grassroots, name="grassroots"),
    path("grassroots/record/", grassroots.record, name="record_condition"),
    path("legislation/", legislation.projects, name="legislation"),
    path("legislation/open/", legislation.open_project, name="open_project"),
    path("legislation/<int:project_id>/", legislation.project, name="project"),
    path("legislation/<int:project_id>/draft/", legislation.add_draft, name="add_draft"),
    path("legislation/<int:project_id>/move/", legislation.move, name="move_project"),
    path("legislation/<int:project_id>/publish/", legislation.publish, name="publish_text"),
    path("legislation/<int:project_id>/consult/", legislation.consult, name="open_consultation"),
    path("legislation/comments/<int:comment_id>/", legislation.answer, name="answer_comment"),
    path(
        "legislation/consultations/<int:consultation_id>/report/", legislation.report_back, name="report_consultation"
    ),
    path("consultations/", public.consultations, name="public_consultations"),
    path("consultations/receipt/", public.receipt, name="public_receipt"),
    path("consultations/<int:consultation_id>/", public.consultation, name="public_consultation"),
    path("sources/<slug:code>/", public.legal_text, name="legal_text"),
]
