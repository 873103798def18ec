"""Makes this room a Django app."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "barnraise.house"
    label = "house"
    default_auto_field = "django.db.models.BigAutoField"
