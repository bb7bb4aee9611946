"""The addresses of log-in, below the staff's paths. What is not here is closed: sign-up, e-mail, password by mail."""

from allauth.account import views
from django.urls import include, path

from kb.entrance.views import log_in

urlpatterns = [
    path("login/", log_in, name="account_login"),
    path("account/logout/", views.logout, name="account_logout"),
    path("account/inactive/", views.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("account/2fa/", include("allauth.mfa.urls")),
]
