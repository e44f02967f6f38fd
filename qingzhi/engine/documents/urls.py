from django.urls import path

from .views import desk, public, templates

app_name = "documents"
urlpatterns = [
    path("documents/", desk.documents, name="documents"),
    path("documents/<int:pk>/", desk.document, name="document"),
    path("documents/<int:pk>/pdf/", desk.pdf, name="pdf"),
    path("documents/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("documents/templates/", templates.templates, name="templates"),
    path("documents/templates/<int:pk>/end/", templates.end, name="end_template"),
    path("documents/templates/<str:code>/", templates.template, name="template"),
    path("documents/templates/<str:code>/start.docx", templates.start, name="start_template"),
    path("verify/", public.verify, name="verify"),
    path("verify/<str:code>", public.verify, name="verify_code"),
]
