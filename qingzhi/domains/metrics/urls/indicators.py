from django.urls import path

from ..views.desk import batches, formulas, indicators, records, statistics

urlpatterns = [
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/declare/", indicators.declare, name="declare_indicator"),
    path("indicators/<slug:code>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:code>/edit/", indicators.edit, name="edit_indicator"),
    path("indicators/<slug:code>/count/", indicators.count, name="count_indicator"),
    path("indicators/<slug:code>/records/", records.records, name="records"),
    path("indicators/<slug:code>/formula/", formulas.draft, name="draft_formula"),
    path("formulas/<int:formula_id>/", formulas.formula, name="formula"),
    path("formulas/<int:formula_id>/try/", formulas.try_out, name="try_formula"),
    path("formulas/<int:formula_id>/publish/", formulas.publish, name="publish_formula"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/enter/", statistics.enter, name="enter_statistic"),
    path("statistics/import/", batches.import_page, name="import_statistics"),
    path("statistics/batches/", batches.batches, name="batches"),
    path("statistics/batches/<int:pk>/", batches.batch, name="batch"),
    path("statistics/batches/<int:pk>/rollback/", batches.rollback, name="rollback_batch"),
    path("statistics/<int:pk>/", statistics.statistic, name="statistic"),
    path("statistics/<int:pk>/revise/", statistics.revise, name="revise_statistic"),
]
