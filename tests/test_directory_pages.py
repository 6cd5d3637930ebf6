"""The directory's public pages: what a person finds, and what they never see."""

import gzip
import io
import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pypdf import PdfReader

from directory.changes import Hand
from directory.models import Channel, Helpline, Law, Phone, Platform
from directory.verdicts import works

pytestmark = pytest.mark.usefixtures("db", "directory")

HOME = reverse("directory:home")
HELPLINES = reverse("directory:helplines")
LAWS = reverse("directory:laws")
PAGES = [
    HOME,
    HELPLINES,
    LAWS,
    reverse("directory:found"),
    reverse("directory:platforms"),
    reverse("directory:unknown-site"),
    reverse("directory:resources"),
    reverse("directory:data"),
]
HOSTILE = {
    "nothing": "",
    "spaces": "  \n ",
    "a megabyte": "a" * 1024 * 1024,
    "a megabyte of words": "x.com " * 170_000,
    "longer than any link": "https://x.com/" + "a" * 20_000,
    "control characters": "\x00\x01\x0b\x7f",
    "right to left": "\u202e\u05d0\u05d1 \u0627\u0644",
    "combining": "e\u0301" * 200,
    "a template": "{{7*7}}{% debug %}",
    "a script": "<script>alert(1)</script>",
    "a formula": "=cmd()|'/c calc'!A0",
    "a script link": "javascript:alert(document.cookie)",
    "a data link": "data:text/html,<script>alert(1)</script>",
    "a file": "file:///etc/passwd",
    "sql": "'; DROP TABLE directory_platform; --",
    "percent": "%00%0a%ff",
}


def today():
    return date_format(timezone.localdate())


def post(client, url, **data):
    return client.post(url, data, follow=True)


def text_of(response):
    """The words of the page's main part, on one line."""
    main = re.search("<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def main_of(response):
    return re.search("<main.*?</main>", response.content.decode(), re.DOTALL)[0]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_opens_with_nothing_asked_before(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
    assert "no-store" in response["Cache-Control"]


# Looking something up


def test_a_pasted_link_leads_to_its_platform(client):
    response = client.post(HOME, {"what": "https://www.reddit.com/r/x/comments/1"})
    assert response.status_code == 302
    assert response["Location"] == reverse("directory:platform", args=["reddit"])


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("twitter", "x"),
        ("FACEBOOK", "facebook"),
        ("  insta ", "instagram"),
        ("Odnokl\u00e1ssniki", "odnoklassniki"),
        ("ok.ru", None),
        ("plenty of fish", "plenty-of-fish"),
        ("wayback machine", "internet-archive"),
        ("facebok", "facebook"),
        ("x", "x"),
    ],
)
def test_a_name_finds_its_platform(client, words, slug):
    response = post(client, HOME, what=words)
    if slug:
        assert f'href="/find/sites/{slug}/"' in main_of(response) or response.request[
            "PATH_INFO"
        ] == reverse("directory:platform", args=[slug])


def test_several_that_fit_are_shown_the_best_first(client):
    response = post(client, HOME, what="google")
    assert response.request["PATH_INFO"] == reverse("directory:found")
    slugs = re.findall(r'href="/find/sites/([a-z-]+)/"', main_of(response))
    assert slugs[0] == "google-search"
    assert set(slugs) >= {"google-search", "google-drive", "google-photos"}


def test_a_site_we_do_not_know_leads_to_how_to_ask_it(client):
    response = post(client, HOME, what="https://User@Cdn.Example.NET:8080/secret?me=1")
    assert response.request["PATH_INFO"] == reverse("directory:unknown-site")
    words = text_of(response)
    assert "cdn.example.net" in words
    assert "secret" not in response.content.decode()


def test_a_look_alike_is_not_taken_for_the_platform(client):
    response = post(client, HOME, what="https://facebook.com.evil.example/x")
    assert "facebook.com.evil.example" in text_of(response)
    assert response.request["PATH_INFO"] == reverse("directory:unknown-site")


def test_what_was_looked_for_is_in_no_address(client):
    for what in ["google", "https://example.net/marie", "https://x.com/marie"]:
        response = post(client, HOME, what=what)
        visited = [url for url, _ in response.redirect_chain]
        assert len(visited) == 1
        assert all(part not in visited[0] for part in ["marie", "?", "example"])


@pytest.mark.parametrize("words", ["javascript:alert(1)", "no such place", "{{7*7}}"])
def test_what_is_no_link_and_no_name_is_said_kindly(client, words):
    response = client.post(HOME, {"what": words})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Check the spelling" in page
    assert "Nothing you typed is lost." in page


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_form_takes_anything(client, text):
    for url, fields in [
        (HOME, ["what"]),
        (HELPLINES, ["country", "need", "language", "only"]),
        (LAWS, ["place", "their_place"]),
    ]:
        response = post(client, url, **dict.fromkeys(fields, text))
        assert response.status_code == 200, url
        page = response.content.decode()
        assert "<script>alert" not in page
        assert "49" not in re.findall(r"\{\{7\*7\}\}|\b49\b", page)
    for url in PAGES:
        assert client.get(url).status_code == 200


def test_a_lone_surrogate_is_taken_too(client):
    body = "what=\ud800&country=\ud800&place=\ud800".encode(errors="surrogatepass")
    for url in (HOME, HELPLINES, LAWS):
        kind = "application/x-www-form-urlencoded"
        response = client.post(url, body, content_type=kind, follow=True)
        assert response.status_code == 200


def test_what_was_typed_wrongly_is_shown_again(client):
    response = client.post(HOME, {"what": "<b>no such place</b>"})
    assert "&lt;b&gt;no such place&lt;/b&gt;" in response.content.decode()


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        (HELPLINES, {"country": "XX"}),
        (HELPLINES, {"language": "Klingon"}),
        (HELPLINES, {"only": ["silent", "nonsense"]}),
        (LAWS, {"place": "US-XX"}),
        (LAWS, {"their_place": "1"}),
    ],
)
def test_a_choice_that_is_not_in_the_list_says_what_to_do(client, url, fields):
    response = client.post(url, fields)
    assert "Pick one from the list" in response.content.decode()


def test_what_is_remembered_but_no_longer_good_is_left_out(client):
    post(client, HELPLINES, country="AR")
    Helpline.objects.filter(country="AR").update(shown=False)
    Law.objects.filter(place="AR").update(shown=False)
    for url in (HELPLINES, LAWS):
        page = client.get(url).content.decode()
        assert "Argentina" not in page
        assert "Pick one from the list" not in page


# A platform


def platform_page(client, slug):
    response = client.get(reverse("directory:platform", args=[slug]))
    assert response.status_code == 200
    return text_of(response)


def test_every_platform_has_a_page(client):
    for platform in Platform.objects.all():
        assert platform.name in platform_page(client, platform.slug).replace(
            "&#x27;", "'"
        )


def test_the_list_of_platforms_leads_to_each(client):
    page = main_of(client.get(reverse("directory:platforms")))
    assert len(re.findall(r'href="/find/sites/[a-z0-9-]+/"', page)) == 143
    assert "BBM (BlackBerry Messenger)</a> (closed)" in page


def test_ways_come_in_the_order_of_use(client):
    words = platform_page(client, "snapchat")
    order = [
        "Report it here first",
        "Step by step",
        "What they will ask",
        "Stop copies",
        "Their own rules",
        "Copyright, if you took the picture yourself",
        "Letters",
        "For an officer or a lawyer",
    ]
    places = [words.index(heading) for heading in order]
    assert places == sorted(places)


def test_a_closed_one_says_what_to_do_instead(client):
    words = platform_page(client, "bbm")
    assert "has closed" in words
    assert "Look for where the images went next" in words
    assert "Report it here first" not in words


def test_a_link_nobody_checked_says_so(client):
    words = platform_page(client, "4chan")
    assert "Nobody could confirm this. It may be wrong or out of date." in words
    assert "Collected on November 22, 2026. We have not opened it ourselves" in words
    assert Channel.objects.get(slug="x-report").confidence == "high"
    words = platform_page(client, "x")
    assert "From the company's own page" in words.replace("&#x27;", "'")
    Channel.objects.filter(platform__slug="4chan").update(
        checked_by="ana", checked_on="2026-11-23", confidence="medium"
    )
    words = platform_page(client, "4chan")
    assert "From another public source. We opened the link on November 23," in words
    assert "ana" not in words.split()


@pytest.mark.parametrize(
    ("confidence", "sure"),
    [
        ("high", "From the company's own page, or sources that agree."),
        ("medium", "From another public source."),
        ("low", "<strong>Nobody could confirm this. It may be wrong or out of"),
    ],
)
def test_each_part_of_a_site_s_page_says_how_sure_and_how_fresh_it_is(
    client, confidence, sure
):
    Platform.objects.filter(slug__in=["x", "bbm"]).update(
        confidence=confidence, logged_in_needed=True
    )
    page = client.get(reverse("directory:platform", args=["x"]))
    parts = main_of(page).split("<h2>")
    wanted = ("Step by step", "What they will ask", "Stop copies")
    found = [part for part in parts if part.startswith(wanted)]
    assert len(found) == len(wanted)
    closed = main_of(client.get(reverse("directory:platform", args=["bbm"])))
    for part in [*found, closed.split("</div>")[0]]:
        part = unescape(part)
        assert sure in part
        assert "Collected on November 22, 2026." in part


def test_the_act_s_form_is_named_once(client):
    assert "You can ask there under the TAKE IT DOWN Act too." in platform_page(
        client, "x"
    )
    assert "TAKE IT DOWN Act form" not in platform_page(client, "x")
    assert "We found no link to it yet." in platform_page(client, "reddit")
    Channel.objects.filter(slug="x-take-it-down").update(url="https://x.com/other")
    assert "TAKE IT DOWN Act form" in platform_page(client, "x")


def test_police_channels_are_no_place_to_write_to(client):
    page = main_of(client.get(reverse("directory:platform", args=["roblox"])))
    public, _, police = page.partition("<details>")
    assert "le-contact@care.roblox.com" in police
    assert "Not for you to write to." in police
    assert "le-contact" not in public
    assert "mailto:le-contact" not in page


def test_what_staff_took_off_is_not_there(client):
    Platform.objects.filter(slug="x").update(shown=False)
    assert client.get(reverse("directory:platform", args=["x"])).status_code == 404
    response = post(client, HOME, what="https://x.com/1")
    assert response.request["PATH_INFO"] == reverse("directory:unknown-site")
    assert (
        "X (Twitter)" not in client.get(reverse("directory:platforms")).content.decode()
    )


def test_a_platform_that_does_not_exist_is_not_found(client):
    assert client.get("/find/sites/no-such-thing/").status_code == 404


def test_the_page_warns_about_pictures_of_people_under_18(client):
    words = platform_page(client, "facebook")
    assert "Do not copy, screenshot, save or send it." in words
    assert "https://takeitdown.ncmec.org/" in main_of(
        client.get(reverse("directory:platform", args=["facebook"]))
    )


@pytest.mark.parametrize("slug", ["4chan", "bumble", "signal", "whatsapp"])
def test_steps_come_with_a_word_on_pictures_of_people_under_18(client, slug):
    words = platform_page(client, slug)
    steps = words[words.index("Step by step") : words.index("Stop copies")]
    assert "under 18, take no copy and no screenshot." in steps
    assert "enough for a report. In the US, use the CyberTipline" in steps
    assert "Take It Down helps in any country." in steps


def test_a_page_still_stands_when_the_lines_it_names_are_gone(client):
    Helpline.objects.update(shown=False)
    assert "Stop copies" in platform_page(client, "facebook")
    assert client.get(reverse("directory:unknown-site")).status_code == 200


def test_a_way_nobody_confirmed_is_not_called_the_right_one(client):
    words = platform_page(client, "4chan")
    assert "Report it here first" not in words
    assert "The way we know of" in words
    assert "Nobody could confirm these steps yet." in words
    copies = words.split("Stop copies")[1].split("Their own rules")[0]
    assert "Nobody could confirm this. It may be wrong or out of date." in copies
    words = platform_page(client, "facebook").split("Their own rules")[0]
    assert "Nobody could confirm" not in words


def test_what_they_will_ask_is_told_only_if_we_know_it(client):
    Platform.objects.filter(slug="facebook").update(logged_in_needed=True)
    assert "You need an account there." in platform_page(client, "facebook")
    Platform.objects.filter(slug="facebook").update(logged_in_needed=False)
    assert "You need no account." in platform_page(client, "facebook")
    Platform.objects.filter(slug="facebook").update(logged_in_needed=None)
    Channel.objects.filter(slug="facebook-take-it-down").delete()
    assert "What they will ask" not in platform_page(client, "facebook")


def test_the_letters_begin_with_this_platform(client):
    page = main_of(client.get(reverse("directory:platform", args=["reddit"])))
    links = re.findall(r'href="(/letters/[a-z-]+/)\?platform=reddit"', page)
    assert links == [
        reverse("takedown:letter", args=[kind])
        for kind in ("litigation-hold", "platform-policy", "take-it-down")
    ]
    client.post(reverse("takedown:age"), {"under_18": "no"})
    begin = client.get(links[0], {"platform": "reddit"}).content.decode()
    assert '<option value="platform:reddit" selected>' in begin


def test_nothing_is_begun_with_one_that_has_closed(client):
    page = main_of(client.get(reverse("directory:platform", args=["bbm"])))
    assert "?platform=" not in page
    assert "We know no postal address" not in page


# Helplines


def test_helplines_of_a_country_with_its_emergency_number(client):
    words = text_of(post(client, HELPLINES, country="GB"))
    assert "United Kingdom: 999 or 112" in words
    assert "0345 6000 459" in words
    assert "Anywhere in the world" in words
    assert "United States)" not in words


def test_a_need_narrows_them(client):
    words = text_of(post(client, HELPLINES, country="US", need="lgbtq"))
    assert "The Trevor Project" in words
    assert "Veterans Crisis Line" not in words


def test_every_number_stands_beside_its_country():
    for line in Helpline.objects.with_phones():
        card = render_to_string("directory/_helpline.html", {"line": line})
        beside = re.findall(r'<a class="phone"[^>]*>[^<]+</a> \((.*?)[,)]', card)
        assert beside == [line.place] * line.phones.count(), line


def test_text_and_chat_come_before_the_number(client):
    page = main_of(post(client, HELPLINES, country="US", need="home"))
    card = page[page.index("National Domestic Violence Hotline") :]
    assert card.index("START to 88788") < card.index("1-800-799-7233")


def test_lines_nobody_confirmed_are_counted_and_not_shown(client):
    page = text_of(post(client, HELPLINES, country="EG"))
    assert Phone.objects.filter(helpline__country="EG").count() == 2
    assert "15115" not in page
    assert "1 more line waits to be checked" in page
    everything = text_of(post(client, HELPLINES, country="US"))
    assert "4 more lines wait to be checked" in everything
    assert "IMAlive" not in everything
    assert "988" in everything
    assert "273-8255" not in everything


def test_a_country_without_a_checked_emergency_number_says_so(client):
    words = text_of(post(client, HELPLINES, country="CL"))
    assert "We hold no checked emergency number for this country." in words
    words = text_of(post(client, HELPLINES, country="PL"))
    assert "European Union: 112" in words


def test_a_need_with_no_line_says_so(client):
    Helpline.objects.filter(country="INT").update(shown=False)
    words = text_of(post(client, HELPLINES, country="CL", need="lgbtq"))
    assert "We hold no line for this yet." in words


def test_the_country_is_remembered_for_the_laws(client):
    post(client, HELPLINES, country="FR")
    assert "Code penal, art. 226-2-1" in text_of(client.get(LAWS))


def test_the_state_is_kept_with_its_country_and_goes_with_it(client):
    post(client, LAWS, place="US-NY")
    post(client, HELPLINES, country="US")
    assert '<option value="US-NY" selected>' in client.get(LAWS).content.decode()
    post(client, HELPLINES, country="FR")
    assert '<option value="FR" selected>' in client.get(LAWS).content.decode()


# Laws


def test_laws_of_a_state_and_of_the_country(client):
    words = text_of(post(client, LAWS, place="US-TX"))
    assert "Tex. Penal Code § 21.16" in words
    assert "47 U.S.C. § 223(h)" in words
    assert words.index("Tex. Penal Code") < words.index("47 U.S.C.")
    assert "State of the text: 2025" in words


def test_a_law_says_how_sure_we_are_and_who_looked_when(client):
    words = text_of(post(client, LAWS, place="US-TX"))
    assert (
        "From a secondary source. Collected on November 22, 2026. We have not" in words
    )
    Law.objects.filter(place="US").update(checked_by="ana", checked_on="2026-12-01")
    words = text_of(post(client, LAWS, place="US-TX"))
    assert "From a secondary source. We opened the link on December 1, 2026." in words
    Law.objects.update(official_url="")
    words = text_of(post(client, LAWS, place="US-TX"))
    assert "From a secondary source. We looked at this on December 1, 2026." in words


@pytest.mark.parametrize(
    ("confidence", "sure"),
    [
        ("high", "From the text of the law, or a source that quotes it."),
        ("medium", "From a secondary source."),
    ],
)
def test_a_link_that_opens_makes_no_law_surer(
    client, django_user_model, confidence, sure
):
    Law.objects.filter(slug="at-ncii-criminal").update(
        confidence=confidence, official_url="https://law.example/"
    )
    ana = django_user_model.objects.create_user("ana")
    works(Law.objects.get(slug="at-ncii-criminal"), Hand(ana))
    assert Law.objects.get(slug="at-ncii-criminal").was_opened()
    words = text_of(post(client, LAWS, place="AT"))
    assert f"{sure} We opened the link on {today()}." in words
    text = client.get(reverse("directory:laws-sheet", args=["txt"])).content.decode()
    assert f"{sure} We opened the link on {today()}." in " ".join(text.split())


def test_a_link_that_opens_makes_no_number_surer(client, django_user_model):
    line = Helpline.objects.get(name="Samaritans (UK)")
    Helpline.objects.filter(pk=line.pk).update(confidence="medium")
    ana = django_user_model.objects.create_user("ana")
    works(Helpline.objects.get(pk=line.pk), Hand(ana))
    page = main_of(post(client, HELPLINES, country="GB"))
    card = page[page.index(line.name) :].split("<li")[0]
    assert f"From one public source. We opened the link on {today()}." in card
    assert "hecked" not in card


def test_laws_where_the_other_person_lives_come_too(client):
    words = text_of(post(client, LAWS, place="US-TX", their_place="IE"))
    assert words.index("Tex. Penal Code") < words.index("Coco&#x27;s Law")


def test_a_law_nobody_confirmed_is_counted_and_not_shown(client):
    words = text_of(post(client, LAWS, place="TH"))
    assert "Computer Crime Act" not in words
    assert "1 more law waits to be checked" in words


def test_leaving_forgets_what_was_looked_for(client):
    post(client, LAWS, place="US-TX")
    client.get(reverse("guide:leave"))
    assert "Tex. Penal Code" not in text_of(client.get(LAWS))


# The sheet


def test_without_a_place_there_is_no_sheet(client):
    response = client.get(reverse("directory:laws-sheet", args=["pdf"]))
    assert response["Location"] == LAWS


def test_another_format_is_not_found(client):
    post(client, LAWS, place="US-TX")
    assert client.get("/find/laws/sheet.exe").status_code == 404


def test_the_sheet_says_what_the_page_says(client):
    post(client, LAWS, place="US-AS", their_place="IE")
    text = client.get(reverse("directory:laws-sheet", args=["txt"])).content.decode()
    assert "47 U.S.C. § 223(h)" in text
    assert "Coco's Law" in text
    assert "1 more entry for this place left out: not confirmed." in " ".join(
        text.split()
    )
    assert "No confirmed" not in text


def test_the_sheet_is_a_neutral_file(client):
    post(client, LAWS, place="US-TX")
    response = client.get(reverse("directory:laws-sheet", args=["pdf"]))
    assert re.search(
        r'filename="notes-\d{4}-\d\d\.pdf"', response["Content-Disposition"]
    )
    pdf = PdfReader(io.BytesIO(response.content))
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert "21.16" in words
    assert "helpcenter" not in str(pdf.metadata).lower()
    word = client.get(reverse("directory:laws-sheet", args=["docx"]))
    assert word.content[:2] == b"PK"


@pytest.mark.parametrize("place", ["US-CA", "GB-ENG", "EU", "KR", "CA-QC", "BR"])
def test_every_sheet_can_be_made(client, place):
    post(client, LAWS, place=place)
    for extension in ("pdf", "docx", "txt"):
        response = client.get(reverse("directory:laws-sheet", args=[extension]))
        assert response.status_code == 200


# One platform on paper


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_every_platform_can_be_printed(client, extension):
    for slug in ("facebook", "4chan", "bbm", "cloudflare", "roblox"):
        url = reverse("directory:platform-sheet", args=[slug, extension])
        response = client.get(url)
        assert response.status_code == 200
        assert 'filename="notes-' in response["Content-Disposition"]


def test_the_sheet_of_a_platform_says_how_sure_we_are(client):
    url = reverse("directory:platform-sheet", args=["4chan", "txt"])
    text = " ".join(client.get(url).content.decode().split())
    assert "Nobody could confirm this. It may be wrong or out of date. Coll" in text
    Channel.objects.filter(slug="x-report").update(
        checked_by="ana", checked_on="2026-11-23"
    )
    paper = client.get(reverse("directory:platform-sheet", args=["x", "txt"]))
    words = " ".join(paper.content.decode().split())
    assert "or sources that agree. We opened the link on November 23, 2026." in words
    assert "Do not copy, print or send it." in text
    url = reverse("directory:platform-sheet", args=["roblox", "txt"])
    public, _, police = (
        client.get(url).content.decode().partition("For an officer or a lawyer only")
    )
    assert "le-contact@care.roblox.com" in police
    assert "le-contact" not in public


@pytest.mark.parametrize("path", ["x/sheet.exe", "no-such-thing/sheet.pdf"])
def test_another_sheet_is_not_found(client, path):
    assert client.get(f"/find/sites/{path}").status_code == 404


def test_the_sheet_of_laws_warns_about_what_is_not_sure(client):
    post(client, LAWS, place="US-TX", their_place="IE")
    text = client.get(reverse("directory:laws-sheet", args=["txt"])).content.decode()
    words = " ".join(text.split())
    assert "Under each summary stands how sure the source is." in words
    assert "What nobody could confirm is left out." in words
    assert "From a secondary source. Collected on November 22, 2026. We" in words
    assert "Read in: " in words


# All pages


def test_links_that_leave_tell_nobody_where_from(client):
    pages = [client.get(url) for url in PAGES]
    pages += [post(client, HELPLINES, country="US"), post(client, LAWS, place="US-CA")]
    pages += [client.get(reverse("directory:platform", args=["facebook"]))]
    leaving = [
        link
        for page in pages
        for link in re.findall(r"<a [^>]*href=\"https?://[^>]*>", main_of(page))
    ]
    assert len(leaving) > 50
    assert [link for link in leaving if 'rel="noreferrer"' not in link] == []


@pytest.mark.parametrize(
    ("url", "data"),
    [
        (HELPLINES, {"country": "US"}),
        (LAWS, {"place": "US-CA", "their_place": "US-FL"}),
    ],
)
def test_the_longest_pages_stay_light(client, url, data):
    page = post(client, url, **data)
    assert len(gzip.compress(page.content)) < 14 * 1024


def test_pages_take_a_steady_number_of_queries(client, django_assert_max_num_queries):
    post(client, HELPLINES, country="US")
    for url, most in [(HELPLINES, 8), (LAWS, 5), (reverse("directory:platforms"), 4)]:
        client.get(url)
        with django_assert_max_num_queries(most):
            client.get(url)
    with django_assert_max_num_queries(6):
        client.get(reverse("directory:platform", args=["facebook"]))
