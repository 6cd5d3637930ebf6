"""The facts we ship: all there, each with its source, none shown that must not be."""

import json
from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from directory.models import (
    Channel,
    Confidence,
    Domain,
    Helpline,
    Law,
    Phone,
    Platform,
    Resource,
)
from directory.places import COUNTRIES, NAMES, STATES, place_name, places_of
from directory.shipping import FOLDER, MODELS, file_of

pytestmark = pytest.mark.usefixtures("db", "directory")

# Laws whose own public site answers to http alone, as far as we know.
ONLY_HTTP = {"us-take-a-screenshot-org"} | {
    "us-fl-deepfake-criminal",
    "us-fl-ncii-civil",
    "us-fl-ncii-criminal-sexual-cyberharassment",
    "us-fl-ncii-criminal-theft-or-unauthorized-promotion-of-a-sexually-explicit-image",
    "us-ri-ncii-criminal",
    "us-ri-sextortion",
    "ke-ncii-criminal",
}
GUIDE_2021 = """
    bbm bumble chaturbate clover discord eharmony grindr happn hinge linkedin match
    okcupid pinterest plenty-of-fish qq skype tango telegram tiktok tinder twitch
    viber wechat whatsapp youtube
"""


def test_everything_is_there():
    counts = {model.__name__: model.objects.count() for model in MODELS}
    assert counts == {
        "Platform": 143,
        "Channel": 496,
        "Domain": 421,
        "Helpline": 242,
        "Phone": 219,
        "Law": 265,
        "Resource": 25,
    }


@pytest.mark.parametrize("model", [Platform, Channel, Helpline, Law, Resource])
def test_every_fact_is_named_once_and_says_where_it_is_from(model):
    slugs = [fact.slug for fact in model.objects.all()]
    assert len(slugs) == len(set(slugs))
    assert not model.objects.filter(source="").exists()
    assert {str(fact.checked_on) for fact in model.objects.all()} == {"2026-11-22"}
    assert {fact.checked_by for fact in model.objects.all()} == {""}


def test_every_fact_passes_the_checks_that_staff_s_entries_must_pass():
    for model in MODELS:
        for row in model.objects.all():
            row.full_clean(validate_unique=False, validate_constraints=False)


def test_links_are_https():
    links = {
        *Channel.objects.public().exclude(url="").values_list("slug", "url"),
        *Helpline.objects.exclude(url="").values_list("slug", "url"),
        *Law.objects.exclude(official_url="").values_list("slug", "official_url"),
        *Resource.objects.exclude(url="").values_list("slug", "url"),
    }
    assert len(links) > 600
    plain = {slug for slug, url in links if not url.startswith("https://")}
    assert plain == ONLY_HTTP


def test_files_are_sorted_and_without_primary_keys():
    for model in MODELS:
        records = json.loads(file_of(model, FOLDER).read_text())
        assert all(set(record) == {"model", "fields"} for record in records)
        keys = [
            tuple(record["fields"].get(k, "") for k in model.KEY) for record in records
        ]
        assert keys == sorted(keys), model


def test_confidence_follows_the_evidence():
    for channel in Channel.objects.select_related("platform"):
        if channel.evidence in ("memory_only", "guide_2021"):
            assert channel.confidence == Confidence.LOW, channel.slug
        if channel.kind == Channel.Kind.REPORT:
            order = Confidence.values.index
            assert order(channel.confidence) >= order(channel.platform.confidence)
    to_check = Channel.objects.filter(check_before_release=True)
    assert {channel.confidence for channel in to_check} == {"low"}
    assert Counter(channel.kind for channel in to_check)["report"] == 57


def test_the_2021_guide_s_platforms_are_all_present():
    assert (
        sorted(
            Platform.objects.filter(in_guide_2021=True).values_list("slug", flat=True)
        )
        == GUIDE_2021.split()
    )
    closed = Platform.objects.filter(status="closed")
    assert {each.slug for each in closed} == {"bbm", "skype", "mrdeepfakes", "omegle"}
    assert all(each.what_to_do_instead for each in closed)


def public_contacts():
    """Every text of a channel or a helpline that a person can come to see."""
    for channel in Channel.objects.public():
        yield from (
            channel.url,
            channel.email,
            channel.label,
            channel.note,
            channel.name,
        )
    for helpline in Helpline.objects.confirmed().with_phones():
        yield from (helpline.name, helpline.url, helpline.text_chat, helpline.caution)
        for phone in helpline.phones.all():
            yield from (phone.number, phone.dial)
    yield from Resource.objects.current().values_list("url", flat=True)


@pytest.mark.parametrize(
    "contact",
    [
        "support@clover.com",
        "secure@blackberry.com",
        "abuse@discord.com",
        "800-784-2433",
        "8007842433",
        "IMAlive",
        "800-273-8255",
        "8002738255",
        "concern/revengeporn",
        "imqq.com",
        "hingeapp.zendesk.com",
        "take-a-screenshot",
        "567360146613371",
        "1371776380779082",
        "nodalofficer",
    ],
)
def test_wrong_and_stale_contacts_are_not_shown(contact):
    shown = list(public_contacts())
    assert len(shown) > 1000
    assert [text for text in shown if contact.lower() in text.lower()] == []


def test_what_the_2021_guide_had_is_kept_for_staff():
    kept = Channel.objects.filter(kind=Channel.Kind.GUIDE_2021)
    assert kept.filter(email="support@clover.com", platform__slug="clover").exists()
    assert kept.filter(email="abuse@discord.com", platform__slug="discord").exists()
    assert kept.filter(shown=True).count() == 0
    lifeline = Resource.objects.get(slug="suicide-lifeline")
    assert lifeline.guide_phone == "1-800-273-TALK (8255)"
    assert [phone.dial for phone in lifeline.helpline.phones.all()] == ["988"]


def test_public_words_do_not_call_anybody_a_victim():
    words = [
        *Law.objects.values_list("summary", flat=True),
        *Helpline.objects.values_list("serves", flat=True),
        *Channel.objects.public().values_list("label", flat=True),
        *Channel.objects.public().values_list("note", flat=True),
        *Platform.objects.values_list("what_to_do_instead", flat=True),
        *[step for each in Platform.objects.all() for step in each.in_app_steps],
    ]
    assert [text for text in words if "victim" in text.lower()] == []
    assert [text for text in words if "notes.md" in text] == []


def test_every_place_has_a_name():
    codes = {
        *Law.objects.values_list("place", flat=True),
        *Helpline.objects.values_list("country", flat=True),
        *Helpline.objects.exclude(region="").values_list("region", flat=True),
    }
    assert codes - set(NAMES) == set()
    facts = {code[:2] for code in codes} - {"IN", "EU"} | {"IN"}
    assert {code for code, _ in COUNTRIES} - facts == {"ZZ"}
    assert {code for code, _ in STATES if code[:2] == "US"} == {
        code for code in codes if code.startswith("US-")
    }
    assert place_name("XX") == "XX"


@pytest.mark.parametrize(
    ("country", "state", "places"),
    [
        ("US", "US-NY", ["US-NY", "US"]),
        ("", "US-NY", ["US-NY", "US"]),
        ("DE", "", ["DE", "EU"]),
        ("GB", "GB-WLS", ["GB-WLS", "GB-ENG", "GB"]),
        ("ZZ", "", ["ZZ"]),
        ("", "", []),
    ],
)
def test_places_whose_facts_hold_for_somebody(country, state, places):
    assert places_of(country, state) == places


# What the tables themselves refuse, whatever writes to them.

PROOF = {"source": "a test", "confidence": "high", "checked_on": "2026-11-22"}


def refused(model, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//host/x", "/x", "mailto:a@b.c"]
)
def test_only_web_links_can_be_stored(url):
    x = Platform.objects.get(slug="x")
    refused(
        Channel, slug="t", platform=x, kind="other", evidence="staff", url=url, **PROOF
    )
    refused(Helpline, slug="t", name="t", kind="ncii", country="US", url=url, **PROOF)
    refused(Law, slug="t", place="US", topic="minors", official_url=url, **PROOF)
    refused(Resource, slug="t", name="t", status="current", url=url, **PROOF)


@pytest.mark.parametrize("dial", ["", "call me", "12;ext=3", "javascript:1", "1 2"])
def test_only_numbers_can_be_dialed(dial):
    line = Helpline.objects.first()
    refused(Phone, helpline=line, position=99, number="1", dial=dial)


def test_rows_that_contradict_themselves_are_refused():
    x = Platform.objects.get(slug="x")
    refused(Platform, slug="t", name="t", category="chat", status="closed", **PROOF)
    refused(Platform, slug="t", name="t", category="chat", **(PROOF | {"source": ""}))
    refused(
        Platform,
        slug="t",
        name="t",
        category="chat",
        **(PROOF | {"confidence": "sure"}),
    )
    refused(Channel, slug="t", platform=x, kind="abuse-email", email="nobody", **PROOF)
    refused(Channel, slug="t", platform=x, kind="guide-2021", evidence="staff", **PROOF)
    refused(Domain, platform=x, host="X.example")
    refused(Domain, platform=x, host="x.example/path")
    refused(Domain, platform=x, host="")
    refused(Domain, platform=x, host="x.example", path="no-slash")
    refused(Domain, platform=Platform.objects.get(slug="bing"), host="x.com")


# What the other apps ask of it.


def test_active_leaves_out_what_is_closed_or_taken_off():
    slugs = set(Platform.objects.active().values_list("slug", flat=True))
    assert len(slugs) == 139
    assert "bbm" not in slugs
    Platform.objects.filter(slug="x").update(shown=False)
    assert not Platform.objects.active().filter(slug="x").exists()


def test_channels_come_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(2):
        platforms = list(Platform.objects.with_channels())
        assert sum(bool(each.channel("report")) for each in platforms) == 139
        assert all(each.letter_recipient("hold") for each in platforms)


def test_a_channel_that_is_not_there_is_none():
    x = Platform.objects.get(slug="x")
    assert x.channel("report").url.startswith("https://help.x.com/")
    assert x.channel("abuse-email") is None
    assert Platform.objects.get(slug="discord").channel("guide-2021") is None
    Channel.objects.filter(slug="x-report").update(shown=False)
    assert Platform.objects.get(slug="x").channel("report") is None


def test_a_hold_letter_goes_to_the_address_for_hold_letters():
    recipient = Platform.objects.get(slug="facebook").letter_recipient("hold")
    assert recipient.lines == [
        "Meta Platforms, Inc.",
        "Attn: Custodian of Records / Law Enforcement Response Team",
        "1601 Willow Road",
        "Menlo Park, CA 94025",
    ]
    assert recipient.confidence == "medium"
    again = Platform.objects.get(slug="facebook").letter_recipient("litigation-hold")
    assert again == recipient


def test_a_removal_request_goes_to_the_act_s_own_form():
    recipient = Platform.objects.get(slug="bluesky").letter_recipient("take-it-down")
    assert recipient.url == "https://support.bsky.social/about/support/tida-info"
    assert recipient.email == "moderation@blueskyweb.xyz"
    assert recipient.lines[-1] == recipient.url


def test_a_copyright_notice_goes_to_the_agent():
    recipient = Platform.objects.get(slug="x").letter_recipient("dmca")
    assert recipient.agent == "X Corp., Attn: Copyright Agent"
    assert recipient.email == "copyright@x.com"
    assert recipient.lines[:2] == ["X Corp., Attn: Copyright Agent", "X Corp."]


def test_a_policy_request_goes_to_the_report():
    recipient = Platform.objects.get(slug="mega").letter_recipient("platform-policy")
    assert recipient.email == "abuse@mega.io"
    assert recipient.url == ""


def test_who_is_not_known_gets_the_name_alone_and_the_lowest_confidence():
    recipient = Platform.objects.get(slug="clover").letter_recipient("dmca")
    assert recipient.lines == [Platform.objects.get(slug="clover").legal_name]
    assert recipient.confidence == "low"


@pytest.mark.parametrize("kind", ["hold", "take-it-down", "policy", "dmca"])
def test_no_letter_goes_to_an_address_kept_for_police(kind):
    police = set(
        Channel.objects.filter(kind="law-enforcement")
        .exclude(email="")
        .values_list("email", flat=True)
    )
    assert len(police) == 4
    for platform in Platform.objects.with_channels():
        recipient = platform.letter_recipient(kind)
        assert recipient.email not in police
        assert not {each.kind for each in recipient.channels} & {"law-enforcement"}


def test_laws_of_a_state_come_with_the_federal_ones_and_nothing_unsure():
    laws = list(Law.objects.printable("US", "US-NY"))
    assert {law.place for law in laws} == {"US", "US-NY"}
    assert laws[0].place == "US-NY"
    assert [law.place for law in laws] == sorted(
        (law.place for law in laws), key=["US-NY", "US"].index
    )
    samoa = Law.objects.printable("US", "US-AS")
    assert Law.objects.filter(place="US-AS").exists()
    assert {law.place for law in samoa} == {"US"}
    assert {law.place for law in Law.objects.printable("GB", "GB-WLS")} == {
        "GB-WLS",
        "GB-ENG",
        "GB",
    }
    assert not Law.objects.printable("ZZ").exists()


def test_no_law_of_low_confidence_can_be_printed():
    assert Law.objects.filter(confidence="low").count() == 19
    codes = {(law.place[:2], law.place) for law in Law.objects.all()}
    printable = [law for codes_ in codes for law in Law.objects.printable(*codes_)]
    assert "low" not in {law.confidence for law in printable}


def test_what_a_law_says_of_itself():
    law = Law.objects.get(slug="us-wv-deepfake-criminal")
    assert (law.class_words, law.as_of_words) == (
        "Felony or misdemeanor, by how serious it is",
        "June 2026",
    )
    city = Law.objects.get(citation="N.Y.C. Admin. Code § 10-180")
    assert city.class_words == "Crime, and civil law too"
    tr = Law.objects.get(slug="tr-ncii-criminal")
    assert (tr.class_words, tr.as_of_words) == (
        "Crime, and civil law too",
        "no dated source",
    )
    assert Law.objects.get(slug="us-al-ncii-criminal").as_of_words == "2024"


def test_helplines_for_a_need_are_confirmed_and_the_nearest_first():
    lines = list(Helpline.objects.for_need("CA", ["ncii"], state="CA-BC"))
    assert lines[0].slug == "ca-bc-intimate-images-protection-service"
    assert lines[0].place == "British Columbia"
    in_ontario = Helpline.objects.for_need("CA", ["ncii"], state="CA-ON")
    assert "ca-bc-intimate-images-protection-service" not in {
        x.slug for x in in_ontario
    }
    everything = list(Helpline.objects.for_need("US"))
    assert everything[-1].country == "INT"
    assert "emergency" not in {line.kind for line in everything}
    assert "us-imalive-online-crisis-chat-1-800-784-2433" not in {
        line.slug for line in everything
    }


def test_helplines_take_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert [list(line.phones.all()) for line in Helpline.objects.for_need("GB")]


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("US", ["911"]),
        ("GB", ["999", "112"]),
        ("PL", ["112"]),
        ("AR", None),
        ("ZZ", None),
    ],
)
def test_emergency_numbers_are_the_country_s_own(country, numbers):
    line = Helpline.objects.emergency(country)
    assert (line and [phone.number for phone in line.phones.all()]) == numbers


def test_a_number_can_be_pressed():
    assert Phone.objects.get(number="#8891").link == "tel:%238891"
    assert Phone.objects.get(number="*120*7867#").link == "tel:*120*7867%23"
    assert Phone.objects.get(number="+254 722 178 177").link == "tel:+254722178177"
    assert Phone.objects.filter(number="988").first().is_short()
    assert not Phone.objects.get(number="1-844-878-2274").is_short()
