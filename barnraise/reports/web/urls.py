"""Where a workbook is taken home from."""

from django.urls import path

from barnraise.reports.web import views

app_name = "reports"

urlpatterns = [
    path("w/<slug:slug>/reports/", views.reports, name="reports"),
    path("w/<slug:slug>/reports/<str:format_name>/", views.report, name="report"),
    path(
        "w/<slug:slug>/reports/<str:format_name>/progress/",
        views.report_progress,
        name="report_progress",
    ),
    path("w/<slug:slug>/blank/", views.paper_forms, name="paper_forms"),
    path("w/<slug:slug>/blank/form/", views.paper_form, name="paper_form"),
    path(
        "w/<slug:slug>/blank/form/progress/", views.paper_form_progress, name="paper_form_progress"
    ),
    path("w/<slug:slug>/blank/code/", views.paper_form_code, name="paper_form_code"),
]
