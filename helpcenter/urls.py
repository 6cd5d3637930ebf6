"""Mounts the apps; each app's urls.py is its table of contents."""

from django.contrib import admin
from django.urls import include, path

from helpcenter import contact, privacy

urlpatterns = [
    path("fresh.css", privacy.fresh, name="fresh"),
    path(".well-known/security.txt", contact.security_txt, name="security-txt"),
    path("", include("guide.urls")),
    path("letters/", include("takedown.urls")),
    path("notes/", include("evidence.urls")),
    path("find/", include("directory.urls")),
    path("staff/exchange/", include("directory.exchange.urls")),
    path("staff/", admin.site.urls),
]

handler400 = "helpcenter.privacy.bad_request"
handler500 = "helpcenter.privacy.server_error"
