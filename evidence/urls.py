from django.urls import path

from evidence import case_views, views

app_name = "evidence"
urlpatterns = [
    path("", views.chart, name="chart"),
    path("kept/", case_views.case, name="case"),
    path("kept/keep/", case_views.keep, name="keep"),
    path("kept/words/", case_views.new_words, name="new-words"),
    path("kept/confirm/", case_views.confirm, name="confirm"),
    path("kept/open/", case_views.open_notes, name="open"),
    path("kept/close/", case_views.close, name="close"),
    path("kept/delete/", case_views.delete, name="delete"),
    path("kept/resume/", case_views.resume_kept, name="resume"),
    path("kept/still-here/", case_views.still_here, name="still-here"),
]
