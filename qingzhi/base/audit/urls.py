from django.urls import path

from .views import trail

app_name = "audit"
urlpatterns = [
    path("audit/", trail.entries, name="entries"),
    path("audit/chain/", trail.chain, name="chain"),
    path("audit/<int:pk>/", trail.entry, name="entry"),
    path("audit/<int:pk>/personal/", trail.personal, name="personal"),
]
