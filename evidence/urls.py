"""Addresses of what happened. Dull words and random ids: they stay in the history."""

from django.urls import path

from evidence import binder_views, case_views, exhibit_views, views

app_name = "evidence"
urlpatterns = [
    path("", views.chart, name="chart"),
    path("new/", views.incident_new, name="incident-new"),
    path("new/draft/", views.draft_save, name="draft-new"),
    path("pause/", views.pause, name="pause"),
    path("short/", views.summary, name="summary"),
    path("short/<slug:extension>/", views.summary_paper, name="summary-paper"),
    path("paper/<slug:extension>/", views.chart_paper, name="chart-paper"),
    path("unsaved/<slug:id>/", views.draft, name="draft"),
    path("unsaved/<slug:id>/delete/", views.draft_delete, name="draft-delete"),
    path("entry/<slug:id>/", views.incident, name="incident"),
    path("entry/<slug:id>/draft/", views.draft_save, name="draft-save"),
    path("entry/<slug:id>/merge/", views.merge, name="incident-merge"),
    path("entry/<slug:id>/delete/", views.incident_delete, name="incident-delete"),
    path("items/", exhibit_views.exhibit_list, name="exhibits"),
    path("items/log/", exhibit_views.log, name="custody"),
    path("entry/<slug:id>/add/", exhibit_views.exhibit_add, name="exhibit-add"),
    path("item/<slug:id>/", exhibit_views.exhibit, name="exhibit"),
    path("item/<slug:id>/show/", exhibit_views.unblur, name="exhibit-show"),
    path("item/<slug:id>/picture.jpg/", exhibit_views.preview, name="exhibit-preview"),
    path("item/<slug:id>/file/", exhibit_views.original, name="exhibit-file"),
    path("item/<slug:id>/delete/", exhibit_views.exhibit_delete, name="exhibit-delete"),
    path("binder/", binder_views.binder, name="binder"),
    path("binder/making/", binder_views.making, name="binder-making"),
    path("binder/file/", binder_views.binder_file, name="binder-file"),
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
