"""What staff may give the public to press: https, and a site with a public name."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from directory.exchange import formats
from directory.exchange.checks import LINK
from directory.exchange.plans import Plan
from directory.fields import NO_NAME, NOT_HTTPS, ONLY_HTTP, public_link
from directory.models import Channel, Helpline, Law, Resource
from tests.exchange import csv_of
from tests.staff import enter
from tests.test_directory_admin import change_page, errors_of, save, saved
from tests.test_reading import check_kind, check_plain
from tests.words import sentences_of

pytestmark = pytest.mark.usefixtures("db", "directory")
FIELDS = {Channel: "url", Helpline: "url", Law: "official_url", Resource: "url"}
every_field = pytest.mark.parametrize(("model", "field"), FIELDS.items())
GOOD = [
    "https://help.x.com/en/forms?a=1#b",
    "https://www.tiktok.com/@marie",
    "https://b\u00fccher.example/",
    "https://xn--bcher-kva.example",
    "https://bad.horse./a:8080/b@c",
]
PLAIN = [
    "http://evil.example/x",
    "HTTP://evil.example/x",
    "http://127.0.0.1/",
    "http://www.kenyalaw.org.evil.example/",
    "http://me@www.kenyalaw.org/",
    "http://www.kenyalaw.org:8080/",
    "ftp://evil.example/",
]
ODD = [
    "https://user:pw@evil.example/",
    "https://x.com@evil.example/",
    "https://evil.example:22/",
    "https://evil.example:8443/a",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://192.0.2.7/a",
    "https://[2001:db8::7]/",
    "https://[::1]:22/",
    "https://localhost/",
    "https://printer.local/",
    "https://wiki.internal/",
    "https://abcdefghij234567.onion/",
    "https://evil.example\\@x.com/",
    "https://",
]


def refusal(link):
    with pytest.raises(ValidationError) as error:
        public_link(link)
    return error.value.message


@pytest.mark.parametrize("link", GOOD)
def test_a_link_to_a_public_site_is_fine(link):
    public_link(link)


@pytest.mark.parametrize("link", PLAIN)
def test_what_is_not_https_is_refused(link):
    assert refusal(link) == NOT_HTTPS


@pytest.mark.parametrize("link", ODD)
def test_what_has_no_public_name_is_refused(link):
    assert refusal(link) == NO_NAME


def test_http_is_for_those_links_that_a_release_has():
    links = {
        link
        for m, field in FIELDS.items()
        for link in m.objects.values_list(field, flat=True)
    }
    plain = {urlsplit(link).hostname for link in links if link.startswith("http:")}
    assert plain == ONLY_HTTP
    for link in filter(None, links):
        public_link(link)


@every_field
@pytest.mark.parametrize("link", [*PLAIN, *ODD])
def test_every_field_with_a_link_refuses_it(model, field, link):
    row = model.objects.first()
    setattr(row, field, link)
    with pytest.raises(ValidationError) as error:
        row.clean_fields()
    assert list(error.value.error_dict) == [field]


@pytest.mark.parametrize("link", [PLAIN[0], ODD[0], ODD[2], ODD[4]])
def test_staff_s_form_says_what_to_write(client, link):
    staff = enter(client, User.objects.create_superuser("ana"))
    url = change_page(Channel, slug="x-policy")
    (said,) = errors_of(save(staff, url, url=link))
    assert said in (str(NOT_HTTPS), str(NO_NAME))
    assert not Channel.objects.filter(url=link).exists()
    saved(staff, url, url="https://help.x.com/new")


@pytest.mark.parametrize(
    ("link", "sentence"),
    [(PLAIN[0], LINK), *[(link, NO_NAME) for link in (ODD[0], ODD[2], ODD[4])]],
)
def test_a_file_is_refused_by_row(link, sentence):
    good = ["x-dmca", "https://x.com/help"]
    file = csv_of(["slug", "url"], good, ["x-policy", link])
    plan = Plan(Channel, formats.read(file, Channel))
    assert [str(each) for each in plan.problems] == [f"Row 3, column url: {sentence}"]


def test_what_is_said_is_plain_and_kind():
    said = [each for text in (NOT_HTTPS, NO_NAME) for each in sentences_of(str(text))]
    check_plain(said)
    check_kind(said)
