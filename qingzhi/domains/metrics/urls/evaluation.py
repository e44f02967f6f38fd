from django.urls import path

from ..views import public_methods
from ..views.desk import evaluation_disputes, evaluation_lists, evaluation_methods, evaluation_sandbox, evaluations

urlpatterns = [
    path("evaluation/", evaluations.overview, name="evaluation"),
    path("evaluation/<int:evaluation_id>/", evaluations.evaluation, name="evaluation_ranks"),
    path("evaluation/<int:evaluation_id>/correct/", evaluations.correct, name="correct_scores"),
    path("evaluation/<int:evaluation_id>/commend/", evaluations.commend_best, name="commend"),
    path("evaluation/<int:evaluation_id>/weights/", evaluation_sandbox.sandbox, name="evaluation_weights"),
    path("evaluation/scores/<int:score_id>/", evaluations.score, name="score"),
    path("evaluation/scores/<int:score_id>/<slug:criterion>/records/", evaluations.records, name="score_records"),
    path("evaluation/scores/<int:score_id>/<slug:criterion>/dispute/", evaluation_disputes.file, name="file_dispute"),
    path("evaluation/disputes/", evaluation_disputes.disputes, name="disputes"),
    path("evaluation/disputes/<int:dispute_id>/", evaluation_disputes.dispute, name="dispute"),
    path("evaluation/disputes/<int:dispute_id>/answer/", evaluation_disputes.answer, name="answer_dispute"),
    path("evaluation/disputes/<int:dispute_id>/read/", evaluation_disputes.read, name="read_answer"),
    path("evaluation/methods/<int:method_id>/", evaluation_methods.method, name="method"),
    path("evaluation/methods/<int:method_id>/publish/", evaluation_methods.publish, name="publish_method"),
    path("evaluation/methods/<int:method_id>/compute/", evaluation_methods.compute, name="compute_scores"),
    path("evaluation/methods/<int:method_id>/next/", evaluation_methods.draft, name="draft_method"),
    path("evaluation/lists/", evaluation_lists.lists, name="judged"),
    path("evaluation/lists/add/", evaluation_lists.add, name="list_judged"),
    path("evaluation/lists/<int:judged_id>/drop/", evaluation_lists.drop, name="drop_judged"),
]
public_urlpatterns = [
    path("evaluation/methods/", public_methods.methods, name="public_methods"),
    path("evaluation/methods/<int:method_id>/", public_methods.method, name="public_method"),
]
