"""Addresses of flagged cases, the protection list, poverty counties, supervised handling."""

from django.urls import URLPattern, path

from ..views.desk import flags, supervising

urlpatterns: list[URLPattern] = [
    path("protection/flagged/", flags.flagged, name="flagged"),
    path("protection/particulars/", flags.particulars, name="particulars"),
    path("protection/poverty/", flags.poverty, name="poverty"),
    path("protection/poverty/<int:pk>/end/", flags.end_poverty, name="end_poverty"),
    path("protection/listed/", flags.protection_list, name="protection_list"),
    path("protection/listed/new/", flags.list_right, name="list_right"),
    path("protection/listed/<int:pk>/end/", flags.unlist_right, name="unlist_right"),
    path("protection/supervisions/", flags.supervisions, name="supervisions"),
    path("protection/supervisions/<int:pk>/", supervising.supervision, name="supervision"),
    path("protection/supervisions/<int:pk>/confirm/", supervising.confirm, name="confirm_supervision"),
    path("protection/supervisions/<int:pk>/refuse/", supervising.refuse, name="refuse_supervision"),
    path("protection/supervisions/<int:pk>/day/", supervising.set_day, name="date_supervision"),
    path("protection/supervisions/<int:pk>/ask/", supervising.ask, name="ask_progress"),
    path("protection/supervisions/<int:pk>/tell/", supervising.tell, name="tell_progress"),
    path("protection/supervisions/<int:pk>/end/", supervising.end, name="end_supervision"),
]
