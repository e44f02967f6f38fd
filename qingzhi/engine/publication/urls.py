from django.urls import path

from .views import desk, objections, public, receipts

app_name = "publication"
urlpatterns = [
    path("publicity/", public.publications, name="public"),
    path("publicity/<int:pk>/", public.publication, name="page"),
    path("publicity/<int:pk>/data.csv", public.data, name="data"),
    path("publicity/<int:pk>/object/", receipts.object_page, name="object"),
    path("publicity/receipt/", receipts.receipt, name="receipt"),
    path("publicity/receipt/take-back/", receipts.take_back, name="take_back"),
    path("publicity/desk/", desk.publications, name="desk"),
    path("publicity/desk/<int:pk>/", desk.publication, name="desk_page"),
    path("publicity/desk/<int:pk>/text/", desk.text_page, name="text"),
    path("publicity/desk/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("publicity/desk/rows/<int:pk>/correct/", desk.correct, name="correct_row"),
    path("publicity/desk/rows/<int:pk>/withdraw/", desk.take_down, name="withdraw_row"),
    path("publicity/desk/publish/", desk.publish_page, name="publish"),
    path("publicity/objections/", objections.listing, name="objections"),
    path("publicity/objections/<int:pk>/", objections.objection, name="objection"),
    path("publicity/objections/<int:pk>/decide/", objections.decide, name="decide"),
    path("publicity/objections/<int:pk>/accept/", objections.accept, name="accept"),
    path("publicity/objections/<int:pk>/answer/", objections.answer, name="answer"),
    path("publicity/objections/<int:pk>/objector/", objections.objector, name="objector"),
]
