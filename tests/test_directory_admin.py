"""Staff correct the directory in Django's admin; what they change is theirs."""

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from directory.changes import publish
from directory.models import Change, Channel, Domain, Helpline, Law, Phone, Platform
from directory.shipping import MODELS, load
from tests.staff import enter, member

pytestmark = pytest.mark.usefixtures("db", "directory")
RULES_OF_X = "https://help.x.com/en/rules-and-policies/intimate-media"
REGISTERED = [model for model in MODELS if model is not Phone]


@pytest.fixture
def staff(client):
    user = User.objects.create_superuser("ana")
    return enter(client, user)


def url_of(name, model, *args):
    return reverse(f"admin:directory_{model._meta.model_name}_{name}", args=args)


def change_page(model, **key):
    return url_of("change", model, model.objects.get(**key).pk)


def form_of(response, selector="//form[contains(@id, '_form')]"):
    """What a browser would post if staff changed nothing."""
    (form,) = lxml.html.fromstring(response.content).xpath(selector)
    data = {name: form.fields[name] for name in form.fields}
    return {
        name: value or "" for name, value in data.items() if name and value is not None
    }


def save(staff, url, /, **changes):
    """Open the form, change this, save. Returns the answer."""
    return staff.post(url, form_of(staff.get(url)) | changes | {"_save": "Save"})


def saved(staff, url, /, **changes):
    response = save(staff, url, **changes)
    assert response.status_code == 302, errors_of(response)


def errors_of(response):
    tree = lxml.html.fromstring(response.content)
    return [
        error.text_content()
        for error in tree.xpath("//*[contains(@class, 'errorlist')]//li")
    ]


@pytest.mark.parametrize("model", REGISTERED)
def test_lists_open_search_and_filter(staff, model):
    changelist = url_of("changelist", model)
    page = staff.get(changelist).content.decode()
    assert str(model.objects.count()) in page
    assert staff.get(changelist, {"q": "google"}).status_code == 200
    assert staff.get(changelist, {"shown__exact": "0"}).status_code == 200
    if model is not Domain:
        assert staff.get(changelist, {"confidence__exact": "low"}).status_code == 200


@pytest.mark.parametrize("model", REGISTERED)
def test_forms_open(staff, model):
    assert staff.get(url_of("add", model)).status_code == 200
    assert (
        staff.get(url_of("change", model, model.objects.first().pk)).status_code == 200
    )
    assert (
        staff.get(url_of("history", model, model.objects.first().pk)).status_code == 200
    )


@pytest.mark.parametrize(
    ("model", "is_printed"), [(Law, True), (Helpline, False), (Channel, False)]
)
def test_where_a_law_was_read_is_not_said_to_be_for_staff_only(
    staff, model, is_printed
):
    page = staff.get(url_of("add", model)).content.decode()
    assert ("Printed on the sheet of laws" in page) is is_printed
    assert ("Staff only." in page) is not is_printed


@pytest.mark.parametrize("model", REGISTERED)
def test_lists_take_a_steady_number_of_queries(
    staff, model, django_assert_max_num_queries
):
    staff.get(url_of("changelist", model))
    with django_assert_max_num_queries(13):
        assert staff.get(url_of("changelist", model)).status_code == 200


@pytest.mark.parametrize("model", REGISTERED)
def test_saving_without_a_change_changes_nothing(staff, model):
    row = model.objects.order_by("pk").first()
    saved(staff, url_of("change", model, row.pk))
    assert load().kept == {}


def test_search_finds_by_alias_and_by_host(staff):
    found = staff.get(url_of("changelist", Platform), {"q": "Twitter"})
    assert "X (Twitter)" in found.content.decode()
    found = staff.get(url_of("changelist", Platform), {"q": "redd.it"})
    assert "Reddit" in found.content.decode()


def test_what_nobody_opened_can_be_listed(staff):
    Helpline.objects.filter(slug="gb-childline").update(checked_by="ana")
    yes = staff.get(url_of("changelist", Helpline), {"opened": "yes"}).content.decode()
    no = staff.get(url_of("changelist", Helpline), {"opened": "no"}).content.decode()
    assert "1 helpline" in yes
    assert "241 helplines" in no


def test_a_change_notes_who_and_when_and_outlives_the_next_release(staff):
    saved(staff, change_page(Platform, slug="x"), legal_name="X Corp. of today")
    platform = Platform.objects.get(slug="x")
    assert (platform.legal_name, platform.checked_by) == ("X Corp. of today", "ana")
    assert platform.checked_on == timezone.localdate()
    assert set(load().kept) == {"platform:x"}


def test_a_channel_changed_on_its_platform_s_page_is_marked_and_no_other(staff):
    url = change_page(Platform, slug="x")
    data = form_of(staff.get(url))
    (field,) = [
        name
        for name, value in data.items()
        if name.startswith("channels-") and value == RULES_OF_X
    ]
    saved(staff, url, **{field: "https://help.x.com/new"})
    marked = Channel.objects.exclude(checked_by="")
    assert [(one.slug, one.url) for one in marked] == [
        ("x-policy", "https://help.x.com/new")
    ]
    assert Platform.objects.get(slug="x").checked_by == ""


def test_a_new_channel_gets_a_name_of_its_own(staff):
    proof = {"source": "the site", "confidence": "high", "evidence": "staff"}
    platform = Platform.objects.get(slug="x")
    for _ in range(2):
        saved(
            staff,
            url_of("add", Channel),
            platform=platform.pk,
            kind="policy",
            url="https://help.x.com/new",
            shown="on",
            **proof,
        )
    new = Channel.objects.filter(url="https://help.x.com/new").order_by("slug")
    assert [one.slug for one in new] == ["x-policy-2", "x-policy-3"]
    assert {one.checked_by for one in new} == {"ana"}


def test_a_channel_can_be_added_on_its_platform_s_page(staff):
    url = change_page(Platform, slug="njalla")
    new = {"kind": "policy", "url": "https://njal.la/rules", "shown": "on"}
    new |= {"source": "the site", "confidence": "high", "evidence": "staff"}
    total = int(form_of(staff.get(url))["channels-TOTAL_FORMS"])
    named = {f"channels-{total}-{name}": value for name, value in new.items()}
    saved(staff, url, **named, **{"channels-TOTAL_FORMS": total + 1})
    channel = Channel.objects.get(slug="njalla-policy")
    assert (channel.url, channel.checked_by) == ("https://njal.la/rules", "ana")


def test_staff_can_look_at_the_page_the_public_sees(staff):
    page = staff.get(change_page(Platform, slug="x")).content.decode()
    assert "View on site" in page
    assert Platform.objects.get(slug="x").get_absolute_url() == "/find/sites/x/"


def test_a_corrected_number_marks_its_helpline_once_somebody_else_agreed(staff):
    url = change_page(Helpline, slug="gb-childline")
    saved(staff, url, **{"phones-0-number": "0800 2222", "phones-0-dial": "08002222"})
    assert load().kept == {}
    publish(Change.objects.get().together, member("ben", "publisher"))
    line = Helpline.objects.get(slug="gb-childline")
    assert line.checked_by == "ana"
    assert [phone.dial for phone in line.phones.all()] == ["08002222"]
    assert set(load().kept) == {"phone:gb-childline/1"}


@pytest.mark.parametrize(
    ("model", "key", "changes"),
    [
        (Channel, {"slug": "x-policy"}, {"url": "javascript:alert(1)"}),
        (Channel, {"slug": "x-policy"}, {"url": "/evil"}),
        (Channel, {"slug": "x-policy"}, {"url": "ftp://evil.example/"}),
        (Channel, {"slug": "bbm-guide-2021-1"}, {"shown": "on"}),
        (Channel, {"slug": "x-dmca"}, {"email": "nobody"}),
        (Helpline, {"slug": "gb-childline"}, {"phones-0-dial": "call me"}),
        (Helpline, {"slug": "gb-childline"}, {"country": "XX"}),
        (Platform, {"slug": "bbm"}, {"what_to_do_instead": ""}),
        (Law, {"slug": "us-military"}, {"source": ""}),
        (Law, {"slug": "us-military"}, {"confidence": "sure"}),
    ],
)
def test_what_must_not_be_is_refused_with_a_reason(staff, model, key, changes):
    response = save(staff, change_page(model, **key), **changes)
    assert response.status_code == 200
    assert errors_of(response)
    assert load().kept == {}


def test_a_host_of_two_platforms_is_refused_and_both_are_named(staff):
    bing = Platform.objects.get(slug="bing")
    response = save(staff, url_of("add", Domain), platform=bing.pk, host="WWW.x.com")
    assert errors_of(response) == ["x.com belongs to X (Twitter) already."]
    response = save(staff, url_of("add", Domain), platform=bing.pk, host="not a host")
    assert errors_of(response) == ["Write the host alone, such as example.com."]
    saved(staff, url_of("add", Domain), platform=bing.pk, host="B\u00fccher.Example")
    assert Domain.objects.filter(host="xn--bcher-kva.example").exists()


def test_the_key_of_what_a_release_brought_stays(staff):
    saved(staff, change_page(Platform, slug="x"), slug="twitter", name="X")
    assert Platform.objects.get(slug="x").name == "X"
    assert not Platform.objects.filter(slug="twitter").exists()


def test_what_a_release_brought_is_not_deleted_but_what_staff_added_is(staff):
    shipped = Domain.objects.get(host="x.com", path="")
    added = Domain.objects.create(platform=shipped.platform, host="x.example")
    for row, gone in [(shipped, False), (added, True)]:
        url = url_of("delete", Domain, row.pk)
        assert staff.post(url, {"post": "yes"}).status_code == (302 if gone else 403)
        assert Domain.objects.filter(pk=row.pk).exists() != gone
    action = {
        "action": "delete_selected",
        "_selected_action": [shipped.pk],
        "post": "yes",
    }
    staff.post(url_of("changelist", Domain), action)
    assert Domain.objects.filter(pk=shipped.pk).exists()


def test_lines_are_edited_one_a_line(staff):
    saved(
        staff,
        change_page(Platform, slug="x"),
        aliases="Twitter\r\n\r\n  the bird \x00\r\n",
    )
    assert Platform.objects.get(slug="x").aliases == ["Twitter", "the bird"]


def test_the_way_out_is_on_every_page_and_the_title_is_dull(client, staff):
    client.logout()
    login = client.get(reverse("admin:login"))
    enter(client, User.objects.get())
    pages = [
        login,
        client.get(reverse("admin:index")),
        client.get(url_of("changelist", Law)),
        client.get(url_of("change", Law, Law.objects.first().pk)),
        client.get(url_of("add", Platform) + "?_popup=1"),
    ]
    for page in pages:
        tree = lxml.html.fromstring(page.content)
        (link,) = tree.xpath("//a[@data-leave]")
        assert link.get("href") == reverse("guide:leave")
        hidden = "contains(@class, 'skip-to-content')"
        assert tree.xpath(f"(//body//a[not({hidden})])[1]") == [link]
        assert tree.xpath("string(//title)").strip() == "Notes"
        assert tree.xpath("//script[contains(@src, 'leave')]")
        assert not tree.xpath("//style | //*[@style] | //script[not(@src)][text()]")
        assert "no-store" in page["Cache-Control"]


def test_who_is_not_staff_is_sent_to_log_in(client):
    for model in REGISTERED:
        response = client.get(url_of("changelist", model))
        assert response["Location"].startswith(reverse("admin:login"))
