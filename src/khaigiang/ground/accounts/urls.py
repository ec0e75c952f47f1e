"""Addresses of signing in and of users."""

from django.urls import path

from khaigiang.ground.accounts.views import own, signing_in, users

app_name = "accounts"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("preferences/", own.preferences, name="preferences"),
    path("password/", own.change_password, name="change_password"),
    path("users/", users.user_list, name="users"),
    path("users/new/", users.new_user, name="new_user"),
    path("users/<int:user_id>/", users.edit_user, name="user"),
    path("users/<int:user_id>/password/", users.reset_password, name="reset_password"),
    path("users/<int:user_id>/disable/", users.disable_user, name="disable_user"),
    path("users/<int:user_id>/enable/", users.enable_user, name="enable_user"),
]
