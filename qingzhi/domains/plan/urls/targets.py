from django.urls import path

from ..views.desk import baselines, plan_comparison, target_forms, targets

urlpatterns = [
    path("targets/", targets.board, name="targets"),
    path("targets/thresholds/", target_forms.thresholds, name="light_thresholds"),
    path("targets/compare/", plan_comparison.comparison, name="compare_targets"),
    path("targets/<slug:code>/", targets.board, name="plan_targets"),
    path("targets/<slug:code>/baselines/", baselines.baselines, name="baselines"),
    path("targets/<slug:code>/baselines/<uuid:lineage>/", baselines.bind, name="bind_baseline"),
    path("targets/<slug:code>/<uuid:lineage>/", targets.target, name="target"),
    path("targets/<slug:code>/<uuid:lineage>/bind/", target_forms.bind, name="bind_target"),
    path("targets/<slug:code>/<uuid:lineage>/steps/", target_forms.steps, name="target_steps"),
]
