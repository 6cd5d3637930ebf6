"""Uploading a table as staff do, and reading the page that answers."""

import csv
import io
import time

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from helpcenter.login import FACTOR, SEEN
from helpcenter.models import SecondFactor


def log_in(client, user):
    """As after both steps."""
    factor = SecondFactor.objects.create(user=user, secret=b"", last_step=0)
    client.force_login(user)
    session = client.session
    session[FACTOR], session[SEEN] = factor.pk, int(time.time())
    session.save()


def csv_of(*rows):
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def upload(client, kind, data):
    file = SimpleUploadedFile("table", data)
    return client.post(reverse("exchange:page", args=[kind]), {"file": file})


def tree_of(response):
    return lxml.html.fromstring(response.content.decode())


def token_on(response):
    tree = tree_of(response)
    (token,) = tree.xpath("//input[@name='token']/@value")
    return token


def apply(client, kind, shown, why=""):
    """Press the button of the page that was shown."""
    url = reverse("exchange:apply", args=[kind])
    return client.post(url, {"token": token_on(shown), "why": why})


def columns(page):
    """The cells of each difference on a page."""
    rows = page.xpath("//*[contains(@class, 'exchange-row')]//tbody/tr")
    return [[cell.text_content().strip() for cell in row] for row in rows]


def problems_on(response):
    """What is named there, and that there is no button to save."""
    tree = tree_of(response)
    assert response.status_code == 400
    assert not tree.xpath("//input[@name='token']")
    return [each.text_content() for each in tree.xpath("//*[@class='errorlist']/li")]


def refusal_on(response):
    tree = tree_of(response)
    assert response.status_code == 400
    (note,) = tree.xpath("//*[@class='errornote']")
    return note.text_content()
