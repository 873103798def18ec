"""The workbook's table of contents."""

from django.urls import path

from barnraise.workbook import entries, erasures, front, history, offline, pages, syncing
from barnraise.workbook.bringing import versions
from barnraise.workbook.bringing import views as bringing
from barnraise.workbook.filing import views as filing
from barnraise.workbook.past import comparison, moments

app_name = "workbook"

urlpatterns = [
    path("", front.home, name="home"),
    path("about/", front.about, name="about"),
    path("workbooks/", front.workbooks, name="workbooks"),
    path("examples/", front.examples, name="examples"),
    path("checklists/", bringing.checklists, name="checklists"),
    path("checklists/<slug:word>/", bringing.checklist, name="checklist"),
    path(
        "checklists/<slug:word>/workbook/", bringing.checklist_workbook, name="checklist_workbook"
    ),
    path("files/", filing.files, name="files"),
    path("files/schema.json", filing.file_schema, name="file_schema"),
    path("sw.js", offline.worker, name="worker"),
    path("w/<slug:slug>/", pages.overview, name="overview"),
    path("w/<slug:slug>/stages/<int:number>/", pages.stage, name="stage"),
    path("w/<slug:slug>/sheet/", pages.sheet, name="sheet"),
    path("w/<slug:slug>/file/", filing.file, name="file"),
    path("w/<slug:slug>/questions/", versions.questions, name="questions"),
    path("w/<slug:slug>/entries/", entries.entries, name="entries"),
    path("w/<slug:slug>/changes/", entries.changes, name="changes"),
    path("w/<slug:slug>/sync/", syncing.sync, name="sync"),
    path("w/<slug:slug>/moments/", moments.moments, name="moments"),
    path("w/<slug:slug>/moments/<int:version>/", moments.moment, name="moment"),
    path(
        "w/<slug:slug>/moments/<int:version>/stages/<int:number>/",
        moments.stage,
        name="moment_stage",
    ),
    path("w/<slug:slug>/moments/<int:version>/sheet/", moments.sheet, name="moment_sheet"),
    path("w/<slug:slug>/milestones/", moments.milestones, name="milestones"),
    path("w/<slug:slug>/comparison/", comparison.comparison, name="comparison"),
    path("w/<slug:slug>/history/<path:field>/", history.history, name="history"),
    path("w/<slug:slug>/erasing/<path:field>/", erasures.erasing, name="erasing"),
    path("w/<slug:slug>/removal/", erasures.removal, name="removal"),
]
