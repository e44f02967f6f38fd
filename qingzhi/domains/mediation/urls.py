"""Addresses of mediation."""

from django.urls import path

from .views import desk, register

app_name = "mediation"
urlpatterns = [
    path("", desk.cases, name="cases"),
    path("mine/", desk.mine, name="mine"),
    path("entrust/", desk.entrust, name="entrust"),
    path("delegate/", desk.delegate, name="delegate"),
    path("ask/", desk.ask, name="ask"),
    path("mediators/", register.mediators, name="mediators"),
    path("mediators/new/", register.new_mediator, name="new_mediator"),
    path("mediators/<int:pk>/", register.mediator, name="mediator"),
    path("mediators/<int:pk>/tie/", register.tie, name="tie"),
    path("mediators/<int:pk>/retire/", register.retire, name="retire"),
    path("organisations/new/", register.new_organisation, name="new_organisation"),
]
