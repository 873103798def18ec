"""The site, and an empty view behind the same middleware, to measure the others against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from barnraise.house import urls
from barnraise.partnerships import throttle, work_budget

# A bench saves as fast as it can; an honest page never comes near this limit.
throttle.DEVICE = throttle.Rate("device", 1e9, 1e9)
throttle.PLACE = throttle.Rate("place", 1e9, 1e9)
throttle.TABLE = throttle.Rate("table", 1e9, 1e9)
work_budget.DEVICE = work_budget.Rate("work", 1e9, 1e9)
work_budget.PLACE = work_budget.Rate("work here", 1e9, 1e9)

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all: what the server and Django cost by themselves."""
    return HttpResponse("")


urlpatterns = [path("bench-empty/", empty), *urls.urlpatterns]
