"""The site's own addresses; importing them lifts the limits on how fast one device may send."""

from barnraise.house.urls import handler400, handler403, handler404, handler500, urlpatterns
from barnraise.partnerships import throttle, work_budget

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

throttle.DEVICE = throttle.Rate("device", 1e9, 1e9)
throttle.PLACE = throttle.Rate("place", 1e9, 1e9)
throttle.TABLE = throttle.Rate("table", 1e9, 1e9)
work_budget.DEVICE = work_budget.Rate("work", 1e9, 1e9)
work_budget.PLACE = work_budget.Rate("work here", 1e9, 1e9)
