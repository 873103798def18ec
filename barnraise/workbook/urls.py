"""The workbook's table of contents."""

from django.urls import path

from barnraise.workbook import home
from barnraise.workbook.checklists import versions
from barnraise.workbook.checklists import views as checklists
from barnraise.workbook.erasure import device_views
from barnraise.workbook.erasure import views as erasure
from barnraise.workbook.files import views as files
from barnraise.workbook.history import comparison_views, field_views, moment_views
from barnraise.workbook.live import views as live
from barnraise.workbook.offline import service_worker, sync_views
from barnraise.workbook.pages import item_views
from barnraise.workbook.pages import views as pages
from barnraise.workbook.save import views as save

app_name = "workbook"

urlpatterns = [
    # They are tried one by one, so what every open page asks for again and again comes first.
    path("w/<slug:slug>/sync/", sync_views.sync, name="sync"),
    path("w/<slug:slug>/changes/", live.changes, name="changes"),
    path("w/<slug:slug>/entries/", save.entries, name="entries"),
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("workbooks/", home.workbooks, name="workbooks"),
    path("examples/", home.examples, name="examples"),
    path("checklists/", checklists.checklists, name="checklists"),
    path("checklists/<slug:word>/", checklists.checklist, name="checklist"),
    path(
        "checklists/<slug:word>/workbook/", checklists.checklist_workbook, name="checklist_workbook"
    ),
    path("files/", files.files, name="files"),
    path("files/schema.json", files.file_schema, name="file_schema"),
    path("sw.js", service_worker.worker, name="worker"),
    path("w/<slug:slug>/", pages.overview, name="overview"),
    path("w/<slug:slug>/stages/<int:number>/", pages.stage, name="stage"),
    path("w/<slug:slug>/items/<str:kind>/<str:question>/", item_views.items, name="items"),
    path("w/<slug:slug>/sheet/", pages.sheet, name="sheet"),
    path("w/<slug:slug>/file/", files.file, name="file"),
    path("w/<slug:slug>/questions/", versions.questions, name="questions"),
    path("w/<slug:slug>/moments/", moment_views.moments, name="moments"),
    path("w/<slug:slug>/moments/<int:version>/", moment_views.moment, name="moment"),
    path(
        "w/<slug:slug>/moments/<int:version>/stages/<int:number>/",
        moment_views.stage,
        name="moment_stage",
    ),
    path("w/<slug:slug>/moments/<int:version>/sheet/", moment_views.sheet, name="moment_sheet"),
    path("w/<slug:slug>/milestones/", moment_views.milestones, name="milestones"),
    path("w/<slug:slug>/comparison/", comparison_views.comparison, name="comparison"),
    path("w/<slug:slug>/history/<path:field>/", field_views.history, name="history"),
    path("w/<slug:slug>/erasing/<path:field>/", erasure.erasing, name="erasing"),
    path("w/<slug:slug>/devices/", device_views.devices, name="devices"),
    path("w/<slug:slug>/devices/<int:seat>/", device_views.device, name="device"),
    path("w/<slug:slug>/removal/", erasure.removal, name="removal"),
]
