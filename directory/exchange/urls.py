"""Staff's pages to take a table away and to bring it back, beside their admin."""

from django.urls import path

from directory.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:kind>/", views.page, name="page"),
    path("<slug:kind>/apply/", views.apply, name="apply"),
    path("<slug:kind>/file.<slug:extension>", views.file, name="file"),
]
