from django.urls import path

from .views import asking, desk, editing, publishing

app_name = "decisions"
urlpatterns = [
    path("", desk.tables, name="tables"),
    path("tables/<str:code>/", desk.table, name="table"),
    path("tables/<str:code>/ask/", asking.ask, name="ask"),
    path("tables/<str:code>/draft/", editing.draft, name="draft"),
    path("versions/<int:pk>/", desk.version, name="version"),
    path("versions/<int:pk>/sheet/", desk.sheet, name="sheet"),
    path("versions/<int:pk>/compare/", desk.compare, name="compare"),
    path("versions/<int:pk>/edit/", editing.edit, name="edit"),
    path("versions/<int:pk>/upload/", editing.upload, name="upload"),
    path("versions/<int:pk>/discard/", editing.discard, name="discard"),
    path("versions/<int:pk>/try/", publishing.try_one, name="try"),
    path("versions/<int:pk>/publish/", publishing.publish, name="publish"),
    path("versions/<int:pk>/end/", publishing.end, name="end"),
    path("trials/<int:pk>/", publishing.trial, name="trial"),
]
