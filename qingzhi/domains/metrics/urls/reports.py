from django.urls import path

from ..views.desk import report_editing, reports
from ..views.public import reports as public

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.draft, name="draft_report"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/paper.<slug:kind>", reports.paper, name="report_paper"),
    path("reports/<int:report_id>/annex.<slug:kind>", reports.annex, name="report_annex"),
    path("reports/<int:report_id>/charts/<slug:key>/", reports.chart, name="report_chart"),
    path("reports/<int:report_id>/redraw/", report_editing.redraw, name="redraw_report"),
    path("reports/<int:report_id>/submit/", report_editing.submit, name="submit_report"),
    path("reports/<int:report_id>/return/", report_editing.give_back, name="return_report"),
    path("reports/<int:report_id>/issue/", report_editing.issue, name="issue_report"),
    path("reports/<int:report_id>/renew/", report_editing.renew, name="renew_report"),
    path("reports/<int:report_id>/blocks/<slug:key>/", report_editing.block, name="report_block"),
    path("reports/<int:report_id>/blocks/<slug:key>/add/", report_editing.paragraph, name="add_paragraph"),
    path("reports/<int:report_id>/blocks/<slug:key>/<slug:verb>/", report_editing.act, name="act_on_block"),
]
public_urlpatterns = [
    path("reports/", public.reports, name="public_reports"),
    path("reports/<int:report_id>/", public.report, name="public_report"),
    path("reports/<int:report_id>/paper.<slug:kind>", public.paper, name="public_report_paper"),
    path("reports/<int:report_id>/annex.<slug:kind>", public.annex, name="public_report_annex"),
    path("reports/<int:report_id>/charts/<slug:key>/", public.chart, name="public_report_chart"),
]
