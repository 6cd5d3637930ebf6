"""Sites and apps, helplines and laws. No address holds more than a public name."""

from django.urls import path

from directory import views

app_name = "directory"
urlpatterns = [
    path("", views.home, name="home"),
    path("found/", views.found, name="found"),
    path("sites/", views.platforms, name="platforms"),
    path("sites/<slug:slug>/", views.platform, name="platform"),
    path("another-site/", views.unknown_site, name="unknown-site"),
    path("helplines/", views.helplines, name="helplines"),
    path("laws/", views.laws, name="laws"),
    path("laws/sheet.<slug:extension>", views.laws_sheet, name="laws-sheet"),
]
