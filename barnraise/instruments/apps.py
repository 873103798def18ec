"""Makes this room a Django app."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "barnraise.instruments"
    label = "instruments"
    default_auto_field = "django.db.models.BigAutoField"
