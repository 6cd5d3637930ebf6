"""Which language a visit is in, and how somebody changes it without losing a word.

The choice stays in the sealed session and so lasts as long as the visit; before it,
the browser's own wish counts. A page without boxes changes by a plain link; one with
boxes by a button of its form, so that what was typed comes along and stands in the
same boxes again: nothing is checked or kept meanwhile.
"""

import lxml.html
from django.conf import settings
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils import translation
from django.utils.module_loading import import_string

from helpcenter.carried import PREFIX
from helpcenter.characters import clean_text

FIELD = "_language"  # in a query or a form: what to change to
CHOSEN = "language"  # in the session
FORM = "typed"  # the id of a form whose words come along: see base_form.html
OURS = {FIELD, "csrfmiddlewaretoken"}  # of the page, not of who types
NO_BOXES = {"file", "submit", "button", "image"}


class LanguageMiddleware:
    """After sessions and CSRF: a form that is forged changes nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "GET" and request.GET.get(FIELD) in languages():
            return changed_by_link(request)
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response

    def process_view(self, request, view, args, kwargs):
        if not is_plain_form(request) or request.POST.get(FIELD) not in languages():
            return None
        choose(request, request.POST[FIELD])
        return shown_again(request, view, args, kwargs)


def is_plain_form(request):
    """Not one with files: those are for their view to read, or to refuse unread."""
    is_form = request.content_type == "application/x-www-form-urlencoded"
    return is_form and request.method == "POST"


def languages():
    return dict(settings.LANGUAGES)


def language_of(request):
    """The one chosen in this visit, or the first that the browser asks for."""
    has_visit = settings.SESSION_COOKIE_NAME in request.COOKIES
    chosen = request.session.get(CHOSEN) if has_visit else None
    if chosen in languages():
        return chosen
    return translation.get_language_from_request(request)


def choose(request, language):
    request.session[CHOSEN] = language
    translation.activate(language)


def begin_anew(session):
    """End what this session held, and go on in the same language."""
    language = session.get(CHOSEN)
    session.flush()
    if language:
        session[CHOSEN] = language


def changed_by_link(request):
    """To the same page, under the address it had."""
    request.session[CHOSEN] = request.GET[FIELD]
    query = request.GET.copy()
    del query[FIELD]
    path = "/" + request.path.lstrip("/")  # never the address of another site
    return redirect(path + (f"?{query.urlencode()}" if query else ""))


def shown_again(request, view, args, kwargs):
    """The page as it opens, with what was typed in its boxes. Where a page does not
    open by itself, one that holds what was typed until somebody goes on.
    """
    typed = request.POST
    request.method, request.POST = "GET", QueryDict()
    response = view(request, *args, **kwargs)
    if hasattr(response, "render"):
        response.render()
    page = is_page(response) and filled_in(response.content.decode(), typed)
    if page:
        response.content = page
        return response
    request.method, request.POST = "POST", typed
    return import_string(settings.CSRF_FAILURE_VIEW)(request)


def is_page(response):
    is_html = response.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and is_html and not response.streaming


def filled_in(page, typed):
    """The page with these values in the boxes of its form. None where it has no such
    form, or not a box for each of them: nothing is dropped unseen.
    """
    tree = lxml.html.document_fromstring(page)
    form = tree.find(f".//form[@id='{FORM}']")
    boxes = [] if form is None else list(filter(is_filled_in, form.inputs))
    values = {name.removeprefix(PREFIX): typed.getlist(name) for name in typed}
    if values.keys() - {each.name for each in boxes} - OURS:
        return None
    for box in boxes:
        set_value(box, values.get(box.name, []))
    return lxml.html.tostring(tree, doctype="<!doctype html>", encoding="unicode")


def is_filled_in(element):
    """Not a file, which no page may choose, nor the token of this very page."""
    is_box = element.tag != "input" or element.type not in NO_BOXES
    return bool(element.name) and is_box and element.name not in OURS


def set_value(element, values):
    if element.tag == "select":
        for option in element.iter("option"):
            option.attrib.pop("selected", None)
            if option.get("value", option.text) in values:
                option.set("selected", "")
    elif element.tag == "input" and element.type in {"checkbox", "radio"}:
        element.checked = element.get("value", "on") in values
    elif values:
        write(element, values.pop(0))


def write(element, text):
    text = clean_text(text)  # as its form will: a tree takes nothing else
    if element.tag == "textarea":
        element.text = "\n" + text  # a browser drops the first line break
    else:
        element.set("value", text)
