"""What the public says of a link: counted once a visit, up to a few, and of nobody."""

import re
from datetime import date

import lxml.html
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Channel, Helpline, Law, LinkReport, Resource
from directory.models.link import MOST_A_DAY
from directory.reports import count, link_named, name_of
from tests.words import Page, grade

pytestmark = pytest.mark.usefixtures("db", "directory")

REPORT = reverse("directory:report-link")
INSTAGRAM = reverse("directory:platform", args=["instagram"])


@pytest.fixture
def channel():
    return Channel.objects.public().filter(platform__slug="instagram", kind="report")[0]


OURS = {"Sec-Fetch-Site": "same-origin"}


def post(client, data, headers=OURS, **more):
    return client.post(REPORT, data, headers=headers, **more)


def tell(client, row, field="url", kind="dead", **more):
    return post(client, {"link": name_of(row, field), "kind": kind}, **more)


def report_forms(page):
    tree = lxml.html.fromstring(page.content)
    return [form for form in tree.forms if form.action == REPORT]


def buttons_of(form):
    return {button.get("value"): button.text for button in form.iter("button")}


# --- Where it stands


def test_every_link_of_a_platform_can_be_told_of(client, channel):
    forms = report_forms(client.get(INSTAGRAM))
    told_of = {form.fields["link"] for form in forms}
    public = channel.platform.public_channels()
    assert name_of(channel, "url") in told_of
    assert told_of <= {
        name_of(each, "url" if each.url else "email")
        for each in public
        if each.url or each.email
    }
    assert len(forms) == len(told_of) > 2


def test_helplines_laws_and_resources_have_it_too(client):
    client.post(
        reverse("directory:helplines"),
        {"country": "US", "need": "images"},
    )
    client.post(reverse("directory:laws"), {"place": "US", "their_place": ""})
    kinds = {
        form.fields["link"].partition(":")[0]
        for name in ("helplines", "laws", "resources")
        for form in report_forms(client.get(reverse(f"directory:{name}")))
    }
    assert kinds == {"helpline", "law", "resource"}


def test_what_only_has_a_postal_address_cannot_be_told_of(client):
    post = Channel.objects.public().filter(kind="postal", url="", email="").first()
    page = client.get(post.platform.get_absolute_url())
    assert "".join(post.address)[:10] in page.content.decode()
    assert post.slug not in "".join(f.fields["link"] for f in report_forms(page))


def test_it_stands_on_no_page_that_has_a_letter(client, channel):
    """There it could stand within another form."""
    assert report_forms(client.get(INSTAGRAM))
    assert not report_forms(client.get(reverse("takedown:letters")))
    tree = lxml.html.fromstring(client.get(INSTAGRAM).content)
    assert not tree.xpath("//form//form | //p//form")


def test_looking_at_the_directory_still_gives_no_session(client):
    page = client.get(INSTAGRAM)
    assert report_forms(page)
    assert "s" not in page.cookies


def test_the_buttons_say_what_may_have_happened(client, channel):
    form = next(
        form
        for form in report_forms(client.get(INSTAGRAM))
        if form.fields["link"] == name_of(channel, "url")
    )
    assert buttons_of(form) == {
        "dead": "It did not open",
        "wrong": "It opened something else",
        "stuck": "It opened, but I could not use it",
    }


def test_an_address_does_not_open(client):
    only_mail = Channel.objects.public().exclude(email="").filter(url="").first()
    page = client.get(only_mail.platform.get_absolute_url())
    [form] = [
        form
        for form in report_forms(page)
        if form.fields["link"] == name_of(only_mail, "email")
    ]
    assert set(buttons_of(form)) == {"dead", "wrong"}
    assert "opened" not in form.text_content()


# --- What is counted


def test_a_report_is_counted_for_the_day_and_thanked_for(client, channel):
    answer = tell(client, channel)
    assert answer.status_code == 200
    assert "Thank you" in answer.content.decode()
    report = LinkReport.objects.get()
    assert (report.row, report.field, report.kind) == (channel, "url", "dead")
    assert (report.day, report.count) == (timezone.localdate(), 1)


def test_it_works_without_a_token_and_without_javascript(channel):
    strict = Client(enforce_csrf_checks=True)
    [form] = [
        form
        for form in report_forms(strict.get(INSTAGRAM))
        if form.fields["link"] == name_of(channel, "url")
    ]
    answer = post(strict, dict(form.fields) | {"kind": "stuck"})
    assert answer.status_code == 200
    assert LinkReport.objects.get().kind == "stuck"


def test_one_visit_counts_once_for_a_link(client, channel):
    other = Helpline.objects.shown().exclude(url="").first()
    for kind in ("dead", "dead", "wrong"):
        assert tell(client, channel, kind=kind).status_code == 200
    tell(client, other)
    assert [report.count for report in LinkReport.objects.all()] == [1, 1]
    assert not LinkReport.objects.filter(kind="wrong").exists()


def test_who_told_us_sees_so_and_is_not_asked_again(client, channel):
    before = len(report_forms(client.get(INSTAGRAM)))
    tell(client, channel)
    page = client.get(INSTAGRAM)
    assert "You told us that this link did not work." in page.content.decode()
    assert len(report_forms(page)) == before - 1


def test_other_visits_count_too(channel):
    for _ in range(3):
        tell(Client(), channel)
    assert LinkReport.objects.get().count == 3


def test_a_day_counts_only_so_many(channel):
    for _ in range(MOST_A_DAY + 5):
        count(channel, "url", "dead")
    assert LinkReport.objects.get().count == MOST_A_DAY


def test_another_day_counts_anew(channel):
    count(channel, "url", "dead")
    LinkReport.objects.update(day=date(2026, 1, 1))
    count(channel, "url", "dead")
    assert LinkReport.objects.count() == 2


def test_nothing_of_the_person_is_kept(channel):
    """All columns of the table, by name: a new one has to be thought about here."""
    tell(Client(), channel, REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Marked/1")
    fields = {each.name for each in LinkReport._meta.get_fields()}
    assert fields == {
        *["id", "channel", "helpline", "law", "resource"],
        *["field", "kind", "day", "count"],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM directory_linkreport")
        kept = str(cursor.fetchall())
    assert "url" in kept
    assert not re.search(r"203\.0|Marked", kept)


# --- What is refused


def test_a_flood_from_one_network_is_slowed_down(channel):
    lines = Helpline.objects.shown().exclude(url="")[:12]
    answers = [tell(Client(), each, REMOTE_ADDR="203.0.113.7") for each in lines]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
    assert LinkReport.objects.count() == 10
    assert "could not count yours" in answers[-1].content.decode()
    assert tell(Client(), channel, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_what_was_not_counted_can_be_told_again_later(channel):
    patient = Client()
    for line in Helpline.objects.shown().exclude(url="")[:10]:
        tell(Client(), line, REMOTE_ADDR="203.0.113.7")
    assert tell(patient, channel, REMOTE_ADDR="203.0.113.7").status_code == 429
    assert tell(patient, channel, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert LinkReport.objects.filter(channel=channel).exists()


def test_a_link_told_of_enough_today_takes_nothing_from_who_tells_of_it(channel):
    for _ in range(MOST_A_DAY):
        count(channel, "url", "dead")
    lines = Helpline.objects.shown().exclude(url="")[:10]
    about = [channel] * 12 + list(lines)
    answers = [tell(Client(), each, REMOTE_ADDR="203.0.113.7") for each in about]
    assert {answer.status_code for answer in answers} == {200}
    assert LinkReport.objects.get(channel=channel).count == MOST_A_DAY


def test_who_tells_of_a_link_told_of_enough_sees_so_too(client, channel):
    for _ in range(MOST_A_DAY):
        count(channel, "url", "dead")
    tell(client, channel)
    told = "You told us that this link did not work."
    assert told in client.get(INSTAGRAM).content.decode()


def test_a_flood_about_one_link_from_everywhere_stops_no_other(channel):
    other = Helpline.objects.shown().exclude(url="").first()
    kinds = ["dead"] * MOST_A_DAY + ["wrong"]
    answers = [tell(Client(), channel, kind=kind) for kind in kinds]
    assert [each.status_code for each in answers] == [200] * MOST_A_DAY + [429]
    assert tell(Client(), other).status_code == 200


@pytest.mark.parametrize(
    "link",
    [
        "",
        "channel",
        "channel:instagram-report",
        "channel:no-such-row:url",
        "channel:{slug}:slug",
        "channel:{slug}:shipped",
        "channel:{slug}:email",  # it has none
        "channel:{slug}:official_url",
        "platform:instagram:url",
        "phone:1:dial",
        "finding:1:link",
        "channel:{slug}:url:more",
        "CHANNEL:{slug}:url",
        "channel:{slug}' OR 1=1 --:url",
        "\x00",
        "channel:\x00:url",
        "a" * 100_000,
    ],
)
def test_what_is_no_link_of_ours_is_not_found(client, channel, link):
    channel.email = ""
    channel.save()
    data = {"link": link.format(slug=channel.slug), "kind": "dead"}
    assert post(client, data).status_code == 404
    assert not LinkReport.objects.exists()


@pytest.mark.parametrize("kind", ["", "fine", "DEAD", "dead\x00", "a" * 10_000])
def test_what_is_no_kind_is_not_found(client, channel, kind):
    assert tell(client, channel, kind=kind).status_code == 404
    assert post(client, {"link": name_of(channel, "url")}).status_code == 404
    assert not LinkReport.objects.exists()


def test_an_address_cannot_be_stuck(client):
    row = Channel.objects.public().exclude(email="").first()
    assert tell(client, row, "email", "stuck").status_code == 404
    assert tell(client, row, "email", "dead").status_code == 200


def test_what_is_not_shown_cannot_be_told_of(client, channel):
    assert link_named(name_of(channel, "url")) == (channel, "url")
    Channel.objects.filter(pk=channel.pk).update(shown=False)
    assert tell(client, channel).status_code == 404
    old = Channel.objects.filter(kind="guide-2021").exclude(url="").first()
    assert tell(client, old).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.example"},
    ],
)
def test_the_form_of_another_site_is_refused(client, channel, headers):
    """There is no token, as only to look at a page must give nobody a session."""
    assert tell(client, channel, headers=headers).status_code == 403
    assert not LinkReport.objects.exists()


@pytest.mark.parametrize("headers", [OURS, {"Origin": "http://testserver"}])
def test_our_own_form_is_taken(client, channel, headers):
    assert tell(client, channel, headers=headers).status_code == 200


def test_to_open_the_address_leads_to_the_directory(client):
    assert client.get(REPORT).headers["Location"] == reverse("directory:home")


def test_the_database_caps_the_count_whoever_writes_it(channel):
    count(channel, "url", "dead")
    for wrong in (0, MOST_A_DAY + 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            LinkReport.objects.update(count=wrong)


# --- The page that thanks


@pytest.mark.parametrize(
    ("model", "field", "back"),
    [
        (Channel, "url", None),
        (Helpline, "url", "directory:helplines"),
        (Law, "official_url", "directory:laws"),
        (Resource, "url", "directory:resources"),
    ],
)
def test_there_is_a_way_back_from_each(client, model, field, back):
    rows = model.objects.public() if model is Channel else model.objects.shown()
    row = rows.exclude(**{field: ""}).first()
    links = Page(tell(client, row, field).content.decode()).links
    assert (reverse(back) if back else row.platform.get_absolute_url()) in links
    assert reverse("guide:now") in links


def test_the_words_are_plain(client, channel):
    assert grade(Page(tell(client, channel).content.decode()).sentences) < 7


def test_no_address_of_the_site_says_which_link_it_was(client, channel):
    answer = tell(client, channel)
    assert answer.request["PATH_INFO"] == REPORT
    assert answer.request["QUERY_STRING"] == ""
