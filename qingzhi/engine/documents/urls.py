from django.urls import path

from .views import desk, public

app_name = "documents"
urlpatterns = [
    path("documents/", desk.documents, name="documents"),
    path("documents/<int:pk>/", desk.document, name="document"),
    path("documents/<int:pk>/pdf/", desk.pdf, name="pdf"),
    path("documents/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("verify/", public.verify, name="verify"),
    path("verify/<str:code>", public.verify, name="verify_code"),
]
