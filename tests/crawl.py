"""Walk the site as a curious person would: every link, every form."""

from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from django.urls import reverse

TEXT_TYPES = {
    "text",
    "search",
    "url",
    "email",
    "tel",
    "date",
    "time",
    "number",
    "password",
}


@dataclass
class Page:
    """An answer and what can be done from it."""

    path: str
    response: object

    @property
    def tree(self):
        return lxml.html.fromstring(self.response.content)

    def links(self):
        """Paths of this site that the page links to, without fragments."""
        for href in self.tree.xpath("//main//a/@href | //footer//a/@href"):
            url = urlsplit(
                urldefrag(urljoin("http://testserver" + self.path, href)).url
            )
            if url.netloc == "testserver":
                yield url.path + (f"?{url.query}" if url.query else "")

    def forms(self):
        """The page's forms that post to this site, each with its path."""
        for form in self.tree.forms:
            if form.method == "POST":
                yield urlsplit(urljoin(self.path, form.action or self.path)).path, form


def is_page(response):
    return response.status_code == 200 and response["Content-Type"].startswith(
        "text/html"
    )


def walk(client, starts, leave_out=()):
    """Yield each page reached by links from these paths, once per path, but not those
    whose path has one of these parts.
    """
    leave_out = (reverse("guide:leave"), *leave_out)
    waiting, seen = list(starts), set()
    while waiting:
        path = waiting.pop(0)
        if path in seen or any(part in path for part in leave_out):
            continue
        seen.add(path)
        response = client.get(path, follow=True)
        assert response.status_code < 500, path
        if is_page(response):
            page = Page(response.request["PATH_INFO"], response)
            yield page
            waiting.extend(page.links())


def text_fields(form):
    """The names of the boxes of a form in which a person types."""
    return {box.name for box in form.inputs if box.name and is_typed_in(box)}


def is_typed_in(box):
    kind = box.get("type", "text") if box.tag == "input" else box.tag
    return kind in TEXT_TYPES


def filled(form, text):
    """What a browser would send with this text in every box."""
    data = {}
    for name in form.fields:
        value = form.fields[name]
        if value is not None:
            data[name] = list(value) if not isinstance(value, str) else value
    return data | dict.fromkeys(text_fields(form), text)
