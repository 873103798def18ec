"""Makes this room a Django app."""

from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "barnraise.workbook"
    label = "workbook"
    default_auto_field = "django.db.models.BigAutoField"
