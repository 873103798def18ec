"""The workbook's table of contents."""

from django.urls import path

from barnraise.workbook import entries, front, history, pages

app_name = "workbook"

urlpatterns = [
    path("", front.home, name="home"),
    path("about/", front.about, name="about"),
    path("workbooks/", front.workbooks, name="workbooks"),
    path("examples/", front.examples, name="examples"),
    path("w/<slug:slug>/", pages.overview, name="overview"),
    path("w/<slug:slug>/stages/<int:number>/", pages.stage, name="stage"),
    path("w/<slug:slug>/sheet/", pages.sheet, name="sheet"),
    path("w/<slug:slug>/entries/", entries.entries, name="entries"),
    path("w/<slug:slug>/changes/", entries.changes, name="changes"),
    path("w/<slug:slug>/history/<path:field>/", history.history, name="history"),
]
