from django.urls import path

from .views import desk

app_name = "limits"
urlpatterns = [
    path("limits/", desk.rules, name="rules"),
    path("limits/count/", desk.count, name="count"),
    path("limits/calendar/", desk.calendar, name="calendar"),
    path("limits/calendar/<int:pk>/remove/", desk.remove, name="remove_day"),
    path("limits/calendar/<int:year>/confirm/", desk.confirm, name="confirm_year"),
    path("limits/rules/<str:code>/amend/", desk.amend, name="amend"),
]
