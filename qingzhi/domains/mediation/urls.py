"""Addresses of mediation and appraisal."""

from django.urls import path

from .views import appraisals, appraisers, desk, register

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
    path("appraisals/", appraisals.appraisals, name="appraisals"),
    path("appraisals/new/", appraisals.commission, name="commission"),
    path("appraisal-bodies/", appraisers.bodies, name="appraisal_bodies"),
    path("appraisal-bodies/new/", appraisers.new_body, name="new_appraisal_body"),
    path("appraisal-bodies/<int:pk>/", appraisers.body, name="appraisal_body"),
    path("appraisal-bodies/<int:pk>/tie/", appraisers.body_tie, name="appraisal_body_tie"),
    path("appraisal-bodies/<int:pk>/retire/", appraisers.retire_body, name="retire_appraisal_body"),
    path("appraisers/new/", appraisers.new_appraiser, name="new_appraiser"),
    path("appraisers/<int:pk>/tie/", appraisers.appraiser_tie, name="appraiser_tie"),
    path("appraisers/<int:pk>/retire/", appraisers.retire_appraiser, name="retire_appraiser"),
]
