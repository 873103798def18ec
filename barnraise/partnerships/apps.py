"""Makes this room a Django app."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "barnraise.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"
