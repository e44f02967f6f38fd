"""Signing in and out."""

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import open_to_public


class SignIn(LoginView):
    template_name = "identity/sign_in.html"
    redirect_authenticated_user = True


sign_in = open_to_public(SignIn.as_view())


@open_to_public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("identity:sign_in")
