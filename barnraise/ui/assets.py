"""Placeholder."""
from django.contrib.staticfiles.storage import StaticFilesStorage
class JoinedStorage(StaticFilesStorage):
    pass
