"""Makes this room a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "barnraise.reports"
    label = "reports"
