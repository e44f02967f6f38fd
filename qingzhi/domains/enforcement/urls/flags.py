"""Addresses of flagged cases, the protection list, poverty counties, supervised handling."""

from django.urls import URLPattern, path

from ..views.desk import flags, supervising

urlpatterns: list[URLPattern] = [
    path("flagged/", flags.flagged, name="flagged"),
    path("particulars/", flags.particulars, name="particulars"),
    path("poverty/", flags.poverty, name="poverty"),
    path("poverty/<int:pk>/end/", flags.end_poverty, name="end_poverty"),
    path("protected/", flags.protection_list, name="protection_list"),
    path("protected/new/", flags.list_right, name="list_right"),
    path("protected/<int:pk>/end/", flags.unlist_right, name="unlist_right"),
    path("supervisions/", flags.supervisions, name="supervisions"),
    path("supervisions/<int:pk>/", supervising.supervision, name="supervision"),
    path("supervisions/<int:pk>/confirm/", supervising.confirm, name="confirm_supervision"),
    path("supervisions/<int:pk>/refuse/", supervising.refuse, name="refuse_supervision"),
    path("supervisions/<int:pk>/day/", supervising.set_day, name="date_supervision"),
    path("supervisions/<int:pk>/ask/", supervising.ask, name="ask_progress"),
    path("supervisions/<int:pk>/tell/", supervising.tell, name="tell_progress"),
    path("supervisions/<int:pk>/end/", supervising.end, name="end_supervision"),
]
