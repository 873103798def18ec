"""The site's table of contents."""

from django.urls import include, path
from django.views.i18n import set_language

from barnraise.house.health import health

handler400 = "barnraise.house.errors.unreadable"
handler403 = "barnraise.house.errors.forged"
handler404 = "barnraise.house.errors.missing"
handler500 = "barnraise.house.errors.broken"

urlpatterns = [
    path("", include("barnraise.workbook.urls")),
    path("", include("barnraise.partnerships.urls")),
    path("", include("barnraise.reports.web.urls")),
    path("language/", set_language, name="set_language"),
    path("health/", health, name="health"),
]
