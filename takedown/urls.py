from django.urls import path

from takedown import views

app_name = "takedown"
urlpatterns = [path("", views.letters, name="letters")]
