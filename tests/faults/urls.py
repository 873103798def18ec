"""The site's own addresses; importing them lifts the limits on how fast one device may send."""

from barnraise.house.urls import handler400, handler403, handler404, handler500, urlpatterns
from barnraise.partnerships import pacing

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

pacing.DEVICE = pacing.Pace("device", 1e9, 1e9)
pacing.TABLE = pacing.Pace("table", 1e9, 1e9)
