"""Makes this room a Django app."""

from django.apps import AppConfig
from django.core.checks import register

from barnraise.house.checks import HOST, settings_are_sound


class HouseConfig(AppConfig):
    name = "barnraise.house"
    label = "house"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every start look at the settings first."""
        register(settings_are_sound, HOST)
