"""Letters: which there are, then one of them by its random id."""

from django.urls import path

from takedown import letter_views, route_views, views

app_name = "takedown"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("age/", views.age, name="age"),
    path("mine/<slug:pk>/", letter_views.show, name="show"),
    path("mine/<slug:pk>/words/", letter_views.words, name="words"),
    path("mine/<slug:pk>/delete/", letter_views.delete, name="delete"),
    path("mine/<slug:pk>/as/<slug:extension>/", letter_views.take, name="take"),
    path("mine/<slug:pk>/<slug:part>/", letter_views.page, name="page"),
    path("routes/", route_views.routes, name="routes"),
    path("routes/<slug:place>/", route_views.place, name="place"),
    path("<slug:kind>/", views.letter, name="letter"),
]
