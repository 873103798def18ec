"""Where a workbook is taken home from."""

from django.urls import path

from barnraise.reports import views

app_name = "reports"

urlpatterns = [
    path("w/<slug:slug>/reports/", views.reports, name="reports"),
    path("w/<slug:slug>/reports/<str:form>/", views.report, name="report"),
]
