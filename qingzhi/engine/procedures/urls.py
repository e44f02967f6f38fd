from django.urls import path

from .views import applicant, case, changes, inbox, public, steps, uploads

app_name = "procedures"
urlpatterns = [
    path("cases/", inbox.inbox, name="inbox"),
    path("cases/batch/", inbox.batch, name="batch"),
    path("cases/mine/", applicant.own, name="own"),
    path("cases/<int:pk>/", case.case_page, name="case"),
    path("cases/<int:pk>/say/", case.say_on, name="say"),
    path("cases/<int:pk>/take/", changes.take, name="take"),
    path("cases/<int:pk>/change/<slug:verb>/", changes.change, name="change"),
    path("cases/<int:pk>/steps/<slug:code>/", steps.step_page, name="step"),
    path("cases/<int:pk>/steps/<slug:code>/draft/", steps.draft_of, name="draft"),
    path("cases/<int:pk>/steps/<slug:code>/draft/forget/", steps.forget_draft, name="forget_draft"),
    path("cases/<int:pk>/attach/", uploads.attach_other, name="attach_other"),
    path("cases/<int:pk>/attach/<slug:slot>/", uploads.attach_one, name="attach"),
    path("cases/<int:pk>/uploads/<slug:slot>/begin/", uploads.begin, name="begin_upload"),
    path("cases/<int:pk>/uploads/<int:upload>/part/", uploads.part, name="upload_part"),
    path("cases/<int:pk>/uploads/<int:upload>/finish/", uploads.finish, name="finish_upload"),
    path("cases/<int:pk>/uploads/<int:upload>/drop/", uploads.drop, name="drop_upload"),
    path("progress/", public.progress, name="progress"),
    path("guides/", public.guides, name="guides"),
    path("guides/<str:code>/", public.guide, name="guide"),
]
