from django.urls import path

from ..views.desk import survey_files, survey_forms, survey_rounds, survey_sheets

urlpatterns = [
    path("surveys/", survey_rounds.surveys, name="surveys"),
    path("surveys/send/", survey_rounds.send, name="send_survey"),
    path("surveys/rounds/<int:round_id>/", survey_rounds.round_page, name="survey_round"),
    path("surveys/rounds/<int:round_id>/dun/", survey_rounds.dun, name="dun_survey"),
    path("surveys/rounds/<int:round_id>/lock/", survey_rounds.lock, name="lock_survey"),
    path("surveys/sheets/<int:sheet_id>/", survey_sheets.sheet, name="sheet"),
    path("surveys/sheets/<int:sheet_id>/fill/", survey_sheets.fill, name="fill_sheet"),
    path("surveys/sheets/<int:sheet_id>/approve/", survey_sheets.approve, name="approve_sheet"),
    path("surveys/sheets/<int:sheet_id>/send-back/", survey_sheets.send_back, name="send_back_sheet"),
    path("surveys/sheets/<int:sheet_id>/accept/", survey_sheets.accept, name="accept_sheet"),
    path("surveys/sheets/<int:sheet_id>/return/", survey_sheets.give_back, name="return_sheet"),
    path("surveys/sheets/<int:sheet_id>/unlock/", survey_sheets.unlock, name="unlock_sheet"),
    path("surveys/sheets/<int:sheet_id>/correct/<slug:question>/", survey_sheets.correct, name="correct_answer"),
    path("surveys/sheets/<int:sheet_id>/template/", survey_files.template, name="sheet_template"),
    path("surveys/sheets/<int:sheet_id>/upload/", survey_files.upload, name="upload_sheet"),
    path("surveys/forms/", survey_forms.survey_forms, name="survey_forms"),
    path("surveys/forms/<slug:survey>/draft/", survey_forms.draft, name="draft_survey"),
    path("surveys/versions/<int:version_id>/", survey_forms.version, name="survey_version"),
    path("surveys/versions/<int:version_id>/publish/", survey_forms.publish, name="publish_survey"),
    path("surveys/versions/<int:version_id>/question/", survey_forms.new_question, name="new_survey_question"),
    path("surveys/versions/<int:version_id>/question/<slug:question>/", survey_forms.question, name="survey_question"),
    path(
        "surveys/versions/<int:version_id>/question/<slug:question>/remove/",
        survey_forms.remove,
        name="remove_survey_question",
    ),
    path("surveys/versions/<int:version_id>/rule/", survey_forms.rule, name="new_survey_rule"),
    path(
        "surveys/versions/<int:version_id>/rule/<int:rule_id>/remove/", survey_forms.unrule, name="remove_survey_rule"
    ),
]
