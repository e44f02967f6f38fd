"""Addresses of campaigns and typical cases."""

from django.urls import URLPattern, path

from ..views.desk import campaigns, leads
from ..views.public import typical

urlpatterns: list[URLPattern] = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.new_campaign, name="new_campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/task/", campaigns.new_task, name="new_campaign_task"),
    path("campaigns/<int:pk>/close/", campaigns.close_campaign, name="close_campaign"),
    path("campaigns/<int:pk>/leads/", campaigns.leads, name="campaign_leads"),
    path("campaigns/<int:pk>/leads/new/", leads.new_lead, name="new_campaign_lead"),
    path("campaigns/<int:pk>/cases/", campaigns.cases, name="campaign_cases"),
    path("campaigns/<int:pk>/cases/link/", leads.link_case, name="link_campaign_case"),
    path("campaigns/cases/<int:pk>/unlink/", leads.unlink_case, name="unlink_campaign_case"),
    path("campaigns/<int:pk>/decisions/", campaigns.decisions, name="campaign_decisions"),
    path("campaigns/<int:pk>/typical/", campaigns.new_typical, name="new_typical_case"),
    path("campaigns/tasks/<int:pk>/", campaigns.task, name="campaign_task"),
    path("campaigns/leads/<int:pk>/", leads.lead, name="campaign_lead"),
    path("campaigns/leads/<int:pk>/case/", leads.open_case, name="open_lead_case"),
    path("campaigns/leads/<int:pk>/join/", leads.join_case, name="join_lead_case"),
    path("campaigns/leads/<int:pk>/dismiss/", leads.dismiss, name="dismiss_lead"),
    path("typical-cases/", typical.typical_cases, name="typical_cases"),
]
