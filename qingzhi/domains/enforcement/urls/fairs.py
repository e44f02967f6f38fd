"""Addresses of trade fairs; the worker stands above the pages that it keeps on the phone."""

from django.urls import URLPattern, path

from ..views.desk import fair_station, fairs
from ..views.public import fairs as public

urlpatterns: list[URLPattern] = [
    path("fairs/", fairs.fairs, name="fairs"),
    path("fairs/stations/", public.stations, name="public_fairs"),
    path("fairs/worker.js", fair_station.worker, name="fair_worker"),
    path("fairs/new/", fairs.new_fair, name="new_fair"),
    path("fairs/<int:fair>/", fairs.fair, name="fair"),
    path("fairs/<int:fair>/edit/", fairs.edit_fair, name="edit_fair"),
    path("fairs/<int:fair>/stations/new/", fairs.new_station, name="new_fair_station"),
    path("fairs/stations/<int:station>/duty/", fairs.duty, name="fair_duty"),
    path("fairs/stations/<int:station>/duty/<int:duty>/end/", fairs.leave_duty, name="end_fair_duty"),
    path("fairs/<int:fair>/exhibitors/", fairs.exhibitors, name="fair_exhibitors"),
    path("fairs/<int:fair>/exhibitors/load/", fairs.load_list, name="load_exhibitors"),
    path("fairs/<int:fair>/exhibits/", fairs.exhibits, name="fair_exhibits"),
    path("fairs/<int:fair>/risks/", fairs.risks, name="fair_risks"),
    path("fairs/<int:fair>/screen/", fairs.screen, name="screen_fair"),
    path("fairs/risks/<int:risk>/", fairs.risk, name="fair_risk"),
    path("fairs/<int:fair>/complaints/", fairs.complaints, name="fair_complaints"),
    path("fairs/<int:fair>/report/", fairs.report, name="fair_report"),
    path("fairs/<int:fair>/station/", fair_station.station, name="fair_station"),
    path("fairs/<int:fair>/station/ready/", fair_station.ready, name="fair_ready"),
    path("fairs/<int:fair>/station/send/", fair_station.send, name="send_fair_complaint"),
    path("fairs/complaints/<int:complaint>/contact/", fair_station.contact, name="fair_contact"),
]
