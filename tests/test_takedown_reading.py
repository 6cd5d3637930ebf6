"""The words around the letters: plain and calm. Letters themselves may be harder."""

import re

import pytest
from django.urls import reverse
from django.utils.functional import Promise

from takedown.forms import AgeForm, SiteForm
from takedown.letters import LETTERS
from takedown.letters.pages import Page as LetterPage
from takedown.requests import event_forms, sent_form, told
from takedown.requests.parts import STATUSES
from takedown.requests.views import EVENTS
from tests.letter_facts import KINDS
from tests.test_reading import check_kind, check_plain
from tests.test_takedown import adult, begin, fill, open_case, send
from tests.test_takedown import chatter as chatter
from tests.words import Page, sentences_of

every_kind = pytest.mark.parametrize("kind", KINDS)
# What a law calls it, and what somebody is who helps for a living.
TERMS = re.compile(r"victim advocate|Victim advocate")


@pytest.fixture
def client(chatter):
    return adult()


def sentences(response):
    """Our own sentences on a page: not the letter, and not addresses or names."""
    html = re.sub(
        r'(?s)<article class="paper".*?</article>', "", response.content.decode()
    )
    return Page(html).sentences


def labels(form):
    for field in form.base_fields.values():
        yield from sentences_of(str(field.label))
        yield from sentences_of(str(field.help_text))
        if isinstance(getattr(field, "choices", None), list):
            yield from (
                str(label) for code, label in field.choices if code[:1].islower()
            )


def check(said):
    check_plain(said)
    check_kind(said, TERMS)


@every_kind
def test_kind_says_plainly_what_it_is(kind):
    letter = LETTERS[kind]
    said = [letter.title, letter.purpose, letter.fits, *sum(letter.readers, ())]
    check([sentence for text in said for sentence in sentences_of(text)])


@every_kind
def test_what_is_missing_is_said_plainly(kind):
    for element in LETTERS[kind].elements:
        check_kind(sentences_of(element.lacking))
    check_plain([s for e in LETTERS[kind].elements for s in sentences_of(e.lacking)])


@pytest.mark.parametrize(
    "page",
    [AgeForm, SiteForm, *dict.fromkeys(p for k in LETTERS.values() for p in k.pages)],
    ids=lambda page: page.__name__,
)
def test_page_asks_plainly(page):
    said = list(labels(page))
    if issubclass(page, LetterPage):
        said += [str(page.title), *sentences_of(str(page.why))]
    check_kind(said, TERMS)
    check_plain(said)


@pytest.mark.parametrize("name", ["letters", "age"])
def test_general_page_reads_below_grade_8(client, name):
    check(sentences(client.get(reverse(f"takedown:{name}"))))


@every_kind
def test_beginning_reads_below_grade_8(client, kind):
    page = client.get(reverse("takedown:letter", args=[kind]), follow=True)
    check(sentences(page))


@every_kind
def test_every_page_of_a_letter_reads_below_grade_8(client, kind):
    open_case(client).remember(taken_by="me")
    id = begin(client, kind)
    for part in LETTERS[kind].pages:
        page = client.get(reverse("takedown:page", args=[id, part.slug]))
        check_plain(sentences(page))
        check_kind(sentences(page), TERMS)


@pytest.mark.parametrize("is_complete", [True, False])
@every_kind
def test_page_of_a_letter_reads_below_grade_8(client, kind, is_complete):
    open_case(client).remember(taken_by="me")
    id = fill(client, kind) if is_complete else begin(client, kind)
    check(sentences(client.get(reverse("takedown:show", args=[id]))))
    for name in ("words", "delete"):
        check(sentences(client.get(reverse(f"takedown:{name}", args=[id]))))


def test_reports_instead_of_letters_read_below_grade_8(directory, client):
    open_case(client).remember(under_18="yes")
    page = client.get(reverse("takedown:letters"))
    assert "You are not in trouble." in sentences(page)[1:4]
    check(sentences(page))


def test_other_letters_are_offered_in_plain_words(client):
    open_case(client).remember(taken_by="other")
    check(sentences(client.get(reverse("takedown:letter", args=["dmca"]))))


# --- Letters that were sent


@pytest.mark.parametrize("how", ["email", "post"])
@pytest.mark.parametrize("kind", ["take-it-down", "host-notice"])
def test_pages_of_a_request_read_below_grade_8(client, kind, how):
    check(sentences(client.get(reverse("takedown:requests"))))
    id = fill(client, kind)
    check(sentences(client.get(reverse("takedown:sent", args=[id]))))
    request = send(client, id, how=how)
    for name in ("request", "request-correct", "request-delete"):
        check(sentences(client.get(reverse(f"takedown:{name}", args=[request]))))
    for word in EVENTS:
        url = reverse("takedown:request-event", args=[request, word])
        check(sentences(client.get(url)))
    check(sentences(client.get(reverse("takedown:requests"))))


@pytest.mark.parametrize("status", [*STATUSES][1:6])
def test_page_of_an_answered_request_reads_below_grade_8(client, status):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-event", args=[request, "answer"])
    client.post(url, {"status": status, "nonce": ""})
    check(sentences(client.get(reverse("takedown:request", args=[request]))))


def test_refusals_about_a_request_read_plainly():
    modules = (told, sent_form, event_forms)
    named = [vars(module).items() for module in modules]
    texts = [v for pairs in named for n, v in pairs if n.isupper()]
    said = [s for t in texts if isinstance(t, Promise) for s in sentences_of(str(t))]
    assert len(said) > 10
    for sentence in said:
        check_kind([sentence], TERMS)
        check_plain([sentence])
