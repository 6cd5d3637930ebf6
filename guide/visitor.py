"""Somebody with a browser that has no scripts, who reads pages and fills in forms."""

import lxml.html
from django.conf import settings
from django.test import Client
from django.urls import reverse


class NotTaken(Exception):
    """A page of the site refused what the fictitious person typed, and says why."""


class Visitor:
    """Somebody with a browser that has no scripts."""

    def __init__(self, client=None):
        self.client = client or Client(headers={"host": settings.ALLOWED_HOSTS[0]})
        self.secure = settings.SECURE_SSL_REDIRECT

    def fetch(self, name, *args):
        """The bytes of a page or file, by the name of its route."""
        response = self.client.get(reverse(name, args=args), secure=self.secure)
        if response.status_code != 200:
            raise NotTaken(f"{name} answered {response.status_code}")
        return content_of(response)

    def fill(self, path, action=None, **typed):
        """Open the page, type into its own form or the one that leads to this action,
        press the button. Returns where that leads. Raises NotTaken.
        """
        form = self.form_of(path, action)
        return self.send_in(form, action or path, typed)

    def send_in(self, form, path, typed):
        """Press the button of a form on this page. Returns where that leads."""
        response = self.post(form, path, typed)
        if response.status_code not in (302, 303):
            errors = lxml.html.fromstring(response.content).xpath(
                "//*[@role='alert']//text()"
            )
            raise NotTaken(path + ": " + " ".join("".join(errors).split()))
        return response["Location"]

    def press(self, path, **typed):
        """The file that the page's button saves. Raises NotTaken."""
        response = self.post(self.form_of(path), path, typed)
        if response.status_code != 200 or "Content-Disposition" not in response:
            raise NotTaken(f"{path} saved no file")
        return content_of(response)

    def post(self, form, path, typed):
        """The form as it is shown, but with what was typed."""
        data = {}
        for field, value in form.form_values():
            data.setdefault(field, []).append(value)
        return self.client.post(path, data | typed, secure=self.secure)

    def page(self, path):
        """The page as a tree."""
        page = self.client.get(path, secure=self.secure)
        return lxml.html.fromstring(page.content)

    def send(self, path, files, **fields):
        """Send files to the page's form. Returns where that leads. Raises NotTaken."""
        sent = fields | {"files": files}
        response = self.client.post(path, sent, secure=self.secure)
        if response.status_code not in (302, 303):
            raise NotTaken(f"{path} answered {response.status_code}")
        return response["Location"]

    def form_of(self, path, action=None):
        forms = [
            form
            for form in self.page(path).xpath("//main//form")
            if form.method == "POST" and form.get("action", path) == (action or path)
        ]
        if not forms:
            raise NotTaken(f"{path} has no form")
        return forms[0]


def content_of(response):
    """The bytes of an answer, also of one that comes in pieces."""
    if response.streaming:
        return b"".join(response.streaming_content)
    return response.content
