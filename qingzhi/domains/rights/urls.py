"""Addresses."""

from django.urls import URLPattern, path

from .views import public, public_deposits
from .views.desk import bulk, changing, deposits, holder, record, registers, secrets_checklist

app_name = "rights"
urlpatterns: list[URLPattern] = [
    path("", registers.overview, name="overview"),
    path("register/<slug:kind>/", registers.rights, name="rights"),
    path("register/<slug:kind>/new/", changing.register, name="register"),
    path("due/", registers.due, name="due"),
    path("status/", bulk.bulk_status, name="bulk_status"),
    path("holders/<int:party_id>/", holder.holder, name="holder"),
    path("<int:right_id>/", record.right, name="right"),
    path("<int:right_id>/correct/", changing.correct, name="correct"),
    path("<int:right_id>/status/", changing.status, name="enter_status"),
    path("<int:right_id>/status/<int:span_id>/withdraw/", changing.take_back_status, name="withdraw_status"),
    path("<int:right_id>/holders/", changing.holders, name="change_holders"),
    path("<int:right_id>/payments/", changing.payment, name="record_payment"),
    path("<int:right_id>/links/", changing.link, name="add_link"),
    path("<int:right_id>/links/<int:link_id>/remove/", changing.unlink, name="remove_link"),
    path("<int:right_id>/honours/", changing.honour, name="add_honour"),
    path("<int:right_id>/users/", changing.gi_user, name="admit_gi_user"),
    path("<int:right_id>/users/<int:user_id>/end/", changing.end_user, name="end_gi_user"),
    path("public/", public.front, name="public"),
    path("public/<slug:kind>/", public.rights, name="public_rights"),
    path("public/right/<int:right_id>/", public.right, name="public_right"),
]

urlpatterns += [
    path("deposits/", deposits.deposits, name="deposits"),
    path("deposits/make/", deposits.make, name="make_deposit"),
    path("deposits/<int:pk>/", deposits.deposit, name="deposit"),
    path("deposits/<int:previous_id>/next/", deposits.make, name="make_next_deposit"),
    path("deposits/<int:pk>/evidence/", deposits.pack, name="deposit_pack"),
    path("deposits/<int:pk>/pdf/", deposits.pdf, name="deposit_pdf"),
    path("deposits/secrets/", secrets_checklist.reviews, name="secrets_reviews"),
    path("deposits/secrets/<int:pk>/", secrets_checklist.review, name="secrets_review"),
    path("deposits/secrets/new/<slug:situation>/", secrets_checklist.new_review, name="new_secrets_review"),
    path("deposits/verify/", public_deposits.verify_deposit, name="verify_deposit"),
    path("deposits/verify/<str:code>", public_deposits.verify_deposit, name="verify_deposit_code"),
]
