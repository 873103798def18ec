"""Makes this room a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "barnraise.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
