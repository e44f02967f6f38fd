"""Writes on identity, one verb each."""

from .accounts import bind_single_sign_on, disable_account, enable_account, open_account, reset_password
from .applications import approve_application, ask_for_account, refuse_application
from .bodies import establish_body, rename_body
from .emergency import end_emergency, review_emergency, take_emergency
from .mandates import end_mandate, grant_mandate
from .passwords import change_password
from .posts import appoint, end_post
from .roles import change_grant, load_roles
from .second_factor import begin_second_factor, confirm_second_factor, renew_recovery_codes, reset_second_factor
from .sessions import end_other_sign_ins, end_sign_in
from .subjects import enter_subject, remove_subjects, rename_subject
from .succeeding import carry_out_succession, carry_out_successions, plan_succession, succeed_body
from .unlocking import unlock_account

__all__ = [
    "appoint",
    "approve_application",
    "ask_for_account",
    "begin_second_factor",
    "bind_single_sign_on",
    "carry_out_succession",
    "carry_out_successions",
    "change_grant",
    "change_password",
    "confirm_second_factor",
    "disable_account",
    "enable_account",
    "end_emergency",
    "end_mandate",
    "end_other_sign_ins",
    "end_post",
    "end_sign_in",
    "enter_subject",
    "establish_body",
    "grant_mandate",
    "load_roles",
    "open_account",
    "plan_succession",
    "refuse_application",
    "remove_subjects",
    "rename_body",
    "rename_subject",
    "renew_recovery_codes",
    "reset_password",
    "reset_second_factor",
    "review_emergency",
    "succeed_body",
    "take_emergency",
    "unlock_account",
]
