from django.shortcuts import render


def chart(request):
    return render(request, "guide/home.html")


def resume(request, reason=""):
    return render(request, "guide/home.html", status=403)
