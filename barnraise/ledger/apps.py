"""Makes this room a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "barnraise.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
