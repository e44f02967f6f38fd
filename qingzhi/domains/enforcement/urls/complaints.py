"""Addresses of complaints."""

from django.urls import URLPattern, path

from ..views.desk import complaints
from ..views.public import complaining, following

urlpatterns: list[URLPattern] = [
    path("complaints/new/", complaining.new_complaint, name="new_complaint"),
    path("complaints/right/", complaining.look_up_right, name="look_up_right"),
    path("complaints/receipt/", complaining.receipt, name="receipt"),
    path("complaints/receipt/<int:number>/", complaining.receipt_files, name="receipt_files"),
    path("complaints/check/", complaining.check_receipt, name="check_receipt"),
    path("complaints/check/<str:code>/", complaining.check_receipt, name="check_receipt_code"),
    path("complaints/follow/", following.follow, name="follow"),
    path("complaints/follow/reply/", following.send_reply, name="reply"),
    path("complaints/follow/withdraw/", following.withdraw, name="withdraw_complaint"),
    path("complaints/follow/rate/", following.rate, name="rate_complaint"),
    path("complaints/follow/leave/", following.leave, name="leave_complaint"),
    path("complaints/overview/", complaints.overview, name="complaint_overview"),
    path("complaints/<int:pk>/seen/", complaints.seen, name="complaint_seen"),
    path("complaints/<int:pk>/identity/", complaints.ask, name="ask_identity"),
    path("complaints/identity/<int:pk>/", complaints.identity, name="identity"),
    path("complaints/identity/<int:pk>/decide/", complaints.decide, name="decide_identity"),
    path("complaints/identity/<int:pk>/read/", complaints.read, name="read_identity"),
]
