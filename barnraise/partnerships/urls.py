"""Links, and who sits at the table."""

from django.urls import path

from barnraise.partnerships import views

app_name = "partnerships"

urlpatterns = [
    path("open/<str:token>/", views.open_link, name="open_link"),
    path("w/<slug:slug>/links/", views.links, name="links"),
    path("w/<slug:slug>/links/<str:role>/", views.link, name="link"),
    path("w/<slug:slug>/seats/<int:seat>/", views.end_seat, name="end_seat"),
    path("w/<slug:slug>/keep/", views.keep, name="keep"),
    path("w/<slug:slug>/keep/file/", views.keep_file, name="keep_file"),
    path("w/<slug:slug>/signature/", views.signature, name="signature"),
    path("w/<slug:slug>/leaving/", views.leave, name="leave"),
    path("w/<slug:slug>/name/", views.name, name="name"),
]
