from django.urls import path

from .views.desk import batches, board, claims, programmes

app_name = "funds"
urlpatterns = [
    path("", board.board, name="board"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path("programmes/<int:pk>/", programmes.programme, name="programme"),
    path("programmes/<int:pk>/lines/new/", programmes.line_new, name="line_new"),
    path("lines/<int:pk>/appropriate/", programmes.appropriate_page, name="appropriate"),
    path("lines/<int:pk>/settle/", programmes.settle, name="settle"),
    path("claims/", board.claims, name="claims"),
    path("claims/to-pay/", batches.to_pay, name="to_pay"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/pay/", claims.claim_pay, name="claim_pay"),
    path("claims/<int:pk>/refund/", claims.claim_refund, name="claim_refund"),
    path("claims/<int:pk>/claw-back/", claims.claim_claw_back, name="claim_claw_back"),
    path("claims/<int:pk>/release/", claims.claim_release, name="claim_release"),
    path("claims/<int:pk>/account/", claims.account_set, name="account_set"),
    path("claims/<int:pk>/account/read/", claims.account_read, name="account_read"),
    path("journals/", board.journals, name="journals"),
    path("journals/<int:pk>/", claims.journal, name="journal"),
    path("journals/<int:pk>/reverse/", claims.journal_reverse, name="journal_reverse"),
    path("batches/", batches.batches, name="batches"),
    path("batches/new/", batches.batch_new, name="batch_new"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/issue/", batches.batch_issue, name="batch_issue"),
    path("batches/<int:pk>/cancel/", batches.batch_cancel, name="batch_cancel"),
    path("batches/<int:pk>/receipts/", batches.batch_receipts, name="batch_receipts"),
    path("batches/<int:pk>/file.<str:kind>", batches.batch_file, name="batch_file"),
    path("payments/<int:pk>/receipt/", batches.item_receipt, name="item_receipt"),
]
