"""Makes this room a Django app."""

from django.apps import AppConfig
from django.core.signals import request_started

from barnraise.ledger import durability


class LedgerConfig(AppConfig):
    name = "barnraise.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every request begin on a connection that was opened after the latest trouble."""
        request_started.connect(
            durability.reopen_if_stale, dispatch_uid="barnraise.ledger.durability"
        )
