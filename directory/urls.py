"""Sites and apps, helplines and laws. No address holds more than a public name."""

from django.urls import path

from directory import data_views, helpline_views, report_views, views

app_name = "directory"
urlpatterns = [
    path("", views.home, name="home"),
    path("found/", views.found, name="found"),
    path("sites/", views.platforms, name="platforms"),
    path("sites/<slug:slug>/", views.platform, name="platform"),
    path(
        "sites/<slug:slug>/sheet.<slug:extension>",
        views.platform_paper,
        name="platform-sheet",
    ),
    path("another-site/", views.unknown_site, name="unknown-site"),
    path("helplines/", helpline_views.helplines, name="helplines"),
    path(
        "helplines/<slug:card>.<slug:extension>",
        helpline_views.card,
        name="helpline-card",
    ),
    path("resources/", helpline_views.resources, name="resources"),
    path("report/", report_views.report_link, name="report-link"),
    path("laws/", views.laws, name="laws"),
    path("laws/sheet.<slug:extension>", views.laws_sheet, name="laws-sheet"),
    path("data/", data_views.data, name="data"),
    path("data/<slug:table>.<slug:extension>", data_views.data_file, name="data-file"),
]
