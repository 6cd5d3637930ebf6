"""Home, the guide, the plan, the plain pages, and leaving."""

from django.urls import path

from guide import views

app_name = "guide"
urlpatterns = [
    path("", views.home, name="home"),
    path("leave/", views.leave, name="leave"),
    path("now/", views.now, name="now"),
    path("about/<slug:slug>/", views.page, name="page"),
    path("guide/plan/", views.plan, name="plan"),
    path("guide/plan/<slug:extension>/", views.plan_paper, name="plan-paper"),
    path("guide/<slug:step>/", views.guide, name="step"),
]
