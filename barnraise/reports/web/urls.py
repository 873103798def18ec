"""Where a workbook is taken home from."""

from django.urls import path

from barnraise.reports.web import views

app_name = "reports"

urlpatterns = [
    path("w/<slug:slug>/reports/", views.reports, name="reports"),
    path("w/<slug:slug>/reports/<str:form>/", views.report, name="report"),
    path(
        "w/<slug:slug>/reports/<str:form>/progress/", views.report_progress, name="report_progress"
    ),
    path("w/<slug:slug>/blank/", views.blank, name="blank"),
    path("w/<slug:slug>/blank/form/", views.blank_form, name="blank_form"),
    path("w/<slug:slug>/blank/form/progress/", views.blank_progress, name="blank_progress"),
    path("w/<slug:slug>/blank/code/", views.code, name="code"),
]
