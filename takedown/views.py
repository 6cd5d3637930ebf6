from django.shortcuts import render


def letters(request):
    return render(request, "guide/home.html")
