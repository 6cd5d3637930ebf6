"""Letters: which there are, then one of them by its random id."""

from django.urls import path

from takedown import letter_views, many_views, route_views, views
from takedown.requests import views as request_views

app_name = "takedown"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("age/", views.age, name="age"),
    path("mine/<slug:pk>/", letter_views.show, name="show"),
    path("mine/<slug:pk>/words/", letter_views.words, name="words"),
    path("mine/<slug:pk>/sent/", request_views.sent, name="sent"),
    path("mine/<slug:pk>/new-words/", letter_views.new_words, name="new-words"),
    path("mine/<slug:pk>/draft/", letter_views.draft, name="draft"),
    path("mine/<slug:pk>/original/", letter_views.original, name="original"),
    path("mine/<slug:pk>/delete/", letter_views.delete, name="delete"),
    path("mine/<slug:pk>/as/<slug:extension>/", letter_views.take, name="take"),
    path(
        "mine/<slug:pk>/copy/<slug:extension>/",
        letter_views.take_copy,
        name="take-copy",
    ),
    path("mine/<slug:pk>/<slug:part>/", letter_views.page, name="page"),
    path("requests/", request_views.requests, name="requests"),
    path(
        "requests/as/<slug:extension>/",
        request_views.requests_file,
        name="requests-file",
    ),
    path("requests/calendar/", request_views.calendar, name="calendar"),
    path("requests/<slug:pk>/", request_views.show, name="request"),
    path(
        "requests/<slug:pk>/as/<slug:extension>/",
        request_views.request_file,
        name="request-file",
    ),
    path(
        "requests/<slug:pk>/copy/<slug:extension>/",
        request_views.request_copy,
        name="request-copy",
    ),
    path(
        "requests/<slug:pk>/calendar/",
        request_views.request_calendar,
        name="request-calendar",
    ),
    path("requests/<slug:pk>/follow/", request_views.follow, name="request-follow"),
    path("requests/<slug:pk>/correct/", request_views.correct, name="request-correct"),
    path("requests/<slug:pk>/delete/", request_views.delete, name="request-delete"),
    path("requests/<slug:pk>/<slug:word>/", request_views.event, name="request-event"),
    path("routes/", route_views.routes, name="routes"),
    path("routes/<slug:place>/", route_views.place, name="place"),
    path("many/", many_views.many, name="many"),
    path("many/made/", many_views.made, name="many-made"),
    path("take/", many_views.take, name="take-many"),
    path("<slug:kind>/", views.letter, name="letter"),
]
