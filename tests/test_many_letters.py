"""Many letters at once: each for its own place, none twice, taken along as one file."""

import re
import subprocess
from io import BytesIO
from zipfile import ZipFile

import lxml.html
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from evidence.models import Record
from helpcenter.documents import to_text
from takedown import many, many_views
from takedown.bundle import zipped
from takedown.kept import letters_of, save_facts
from takedown.letters import LETTERS
from takedown.many import piles_of
from takedown.many_forms import GONE, NO_FILE, NOT_THERE, NOTHING_TICKED, AllForm
from takedown.preview import document_of
from takedown.routes import ROUTES
from tests.letter_facts import ADVOCATE, ATTORNEY, PERSON, TODAY
from tests.test_letters import docx_text, ink, pdf_text
from tests.test_reading import check_kind, check_plain
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    adult,
    as_sent,
    fill,
    open_case,
    text_of,
    walk,
    write_down,
)
from tests.test_takedown import chatter as chatter
from tests.words import Page

MANY = reverse("takedown:many")
MADE = reverse("takedown:many-made")
TAKE = reverse("takedown:take-many")
HOLD, ACT = "litigation-hold", "take-it-down"
TOLD = {
    "voice": "self",
    "name": PERSON["name"],
    "email": PERSON["email"],
    "reasons": ["never"],
    "altered": "real",
    "rules": ["intimate"],
    "signature": PERSON["name"],
}


@pytest.fixture
def client(chatter):
    """Somebody with two links on one site and one on another."""
    client = adult()
    write_down(client, *LINKS, account="sam", label="picture 1")
    write_down(client, ELSEWHERE, label="picture 2")
    return client


def piles(client):
    return {pile.site.name or pile.id: pile for pile in piles_of(open_case(client))}


def box(client, name="Chatter"):
    """What the ticks of a place are called in the form."""
    return f"in-{piles(client)[name].id}"


def letters(client):
    """The oldest first."""
    return letters_of(open_case(client))[::-1]


def as_shown(client, path=MANY, action=None):
    """What a browser sends of a page in which nothing was touched."""
    page = lxml.html.fromstring(client.get(path).content)
    forms = [f for f in page.forms if f.method == "POST" and f.get("action") == action]
    found = {}
    for name, value in forms[0].form_values():
        found.setdefault(name, []).append(value)
    return found


def tick(client, ticks=None, **told):
    """Send the page: with its own ticks, or with these by name of the place."""
    typed = as_shown(client)
    if ticks is not None:
        typed = {n: v for n, v in typed.items() if not n.startswith("in-")}
        typed |= {box(client, name): marks for name, marks in ticks.items()}
    typed |= {name: as_sent(value) for name, value in told.items()}
    return client.post(MANY, {n: v for n, v in typed.items() if v not in ("", [])})


def ids(client):
    return [kept.id for kept in letters(client)]


def take(client, file="zip", which=None):
    typed = {"letters": ids(client) if which is None else which, "file": file}
    return client.post(TAKE, typed)


def content(response):
    assert response.status_code == 200
    assert response.streaming, text_of(response)
    return b"".join(response.streaming_content)


def files(client, which=None):
    archive = ZipFile(BytesIO(content(take(client, "zip", which))))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


# --- The tick list


def test_each_place_lists_the_letters_that_the_plan_says(client):
    for pile in list(piles(client).values())[:2]:
        planned = {route.letter for route in pile.place.routes}
        marks = [each.mark for each in pile.open]
        assert set(marks) <= planned
        assert marks[:2] == [HOLD, ACT]
    assert "platform-policy" in [p.mark for p in piles(client)["Chatter"].open]
    assert "host-notice" in [p.mark for p in piles(client)[UNKNOWN].open]


UNKNOWN = "pictures.example.net"


def test_page_says_how_many_links_each_place_has(client):
    write_down(client, platform="Whisperer")
    page = client.get(MANY)
    for place, count in (("Chatter", "2 links"), (UNKNOWN, "1 link")):
        assert f"{place} {count} Ask a site" in text_of(page)
    assert "Whisperer No link" in text_of(page)


def test_one_hold_and_one_removal_of_each_place_are_ticked_beforehand(client):
    open_case(client).remember(taken_by="me", country="GB")
    ticked = {n: v for n, v in as_shown(client).items() if n.startswith("in-")}
    assert ticked == {
        box(client): [HOLD, ACT],
        box(client, UNKNOWN): [HOLD, ACT],
    }


def test_what_is_signed_under_perjury_is_offered_and_never_ticked(client):
    open_case(client).remember(taken_by="me")
    pile = piles(client)["Chatter"]
    assert "dmca" in [each.mark for each in pile.open]
    pile.possible = [each for each in pile.possible if each.mark == "dmca"]
    assert pile.first == []


def test_kind_that_is_barred_is_not_offered(client):
    open_case(client).remember(taken_by="other")
    assert "dmca" not in [p.mark for p in piles(client)["Chatter"].possible]
    refused = tick(client, {"Chatter": ["dmca"]})
    assert str(NOT_THERE) in text_of(refused)
    assert letters(client) == []


def test_what_is_about_no_single_site_is_offered_once_for_the_case(client):
    marks = [each.mark for each in piles(client)["case"].open]
    assert len(marks) == len(set(marks))
    assert {"police-preservation", "hold-email", "please-do-not-open"} <= set(marks)
    assert "counter-notice" not in marks
    assert not any(LETTERS[m].has_site for m in marks if m in LETTERS)


def test_hold_for_the_mail_service_is_ticked_where_it_came_by_mail(client):
    place = piles(client)["Chatter"].id
    client.post(reverse("takedown:place", args=[place]), {"visibility": "mail"})
    assert as_shown(client)["in-case"] == ["hold-email"]
    assert piles(client)["Chatter"].open == []


def test_search_engine_gets_one_letter_with_the_links_of_all_places(client):
    engines = [p for p in piles(client)["case"].open if p.engine]
    assert [each.mark for each in engines] == ["delisting:google-search", DELIST_BING]
    tick(client, {"case": [DELIST_BING]})
    [letter] = [kept.letter for kept in letters(client)]
    assert letter.facts["engine"] == "bing"
    assert letter.every_link == [*LINKS, ELSEWHERE]
    assert DELIST_BING not in [p.mark for p in piles(client)["case"].open]


DELIST_BING = "delisting:bing"


# --- Preserve first


SEPARATE = "as my separate letter asks"


def test_removal_letter_tells_of_the_hold_letter_ticked_with_it(client):
    tick(client, {"Chatter": [HOLD, ACT], UNKNOWN: [ACT]}, **TOLD)
    told = [words_of(kept) for kept in letters(client) if kept.kind.slug == ACT]
    assert [SEPARATE in words for words in told] == [True, False]


def test_removal_letter_tells_of_the_hold_letter_made_before(client):
    tick(client, {"Chatter": [HOLD]}, **TOLD)
    tick(client, {"Chatter": ["platform-policy"]}, **TOLD)
    assert SEPARATE in words_of(letters(client)[-1])


def test_what_was_told_about_proof_goes_into_the_letters_and_no_further(client):
    assert "What about proof?" in text_of(client.get(MANY))
    tick(client, {"Chatter": [ACT]}, **TOLD, preserved="saved")
    (kept,) = letters(client)
    assert kept.letter.facts["preserved"] == "saved"
    assert "preserved" not in open_case(client).facts


def test_who_sees_the_name_is_said_above_the_button(client):
    page = client.get(MANY).content.decode()
    assert page.index("Who will see the name on them") < page.index(
        "Make these letters"
    )


def words_of(kept):
    return kept.letter.paper(TODAY).words


def test_without_a_place_the_page_says_where_to_write_it_down(db):
    page = adult().get(MANY)
    assert "You did not tell us of any place yet." in text_of(page)
    assert reverse("evidence:incident-new") in page.content.decode()


@pytest.mark.parametrize("path", [reverse("takedown:letters"), "/letters/routes/"])
def test_pages_lead_to_it(client, path):
    assert f'href="{MANY}"' in client.get(path).content.decode()


@pytest.mark.parametrize("path", [MANY, MADE, TAKE])
def test_it_is_for_adults_only(db, path):
    client = Client()
    assert "18 or over" in text_of(client.get(path))
    open_case(adult(client)).remember(under_18="unsure")
    assert client.get(path).status_code == 403
    assert client.post(path, {"letters": "x", "file": "zip"}).status_code == 403


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize("path", [MANY, MADE, TAKE])
def test_pages_need_as_many_queries_for_four_places_as_for_one(
    client, path, number, django_assert_max_num_queries
):
    for n in range(number):
        write_down(client, f"https://host{n}.example/1")
    tick(client)
    with django_assert_max_num_queries(20):
        assert client.get(path).status_code == 200


# --- Making them


def test_one_press_makes_all_that_is_ticked(client):
    assert tick(client, **TOLD).url == MADE
    made = [
        (k.kind.slug, k.letter.service, k.letter.facts["links"])
        for k in letters(client)
    ]
    assert made == [
        (HOLD, "Chatter", LINKS),
        (ACT, "Chatter", LINKS),
        (HOLD, UNKNOWN, [ELSEWHERE]),
        (ACT, UNKNOWN, [ELSEWHERE]),
    ]


def test_letter_is_the_same_as_one_that_is_begun_alone(client):
    client.post(reverse("takedown:letter", args=[ACT]), {"site": "platform:chatter"})
    [alone] = letters(client)
    client.post(reverse("takedown:delete", args=[alone.id]))
    tick(client, {"Chatter": [ACT]})
    [kept] = letters(client)
    assert kept.letter.facts == alone.letter.facts
    assert kept.platform_slug == alone.platform_slug == "chatter"


def test_what_is_told_once_is_in_every_letter_that_asks_it(client):
    ticks = {"Chatter": [HOLD, "platform-policy"], "case": ["police-preservation"]}
    tick(client, ticks, **TOLD)
    hold, policy, police = (kept.letter for kept in letters(client))
    for letter in (hold, policy, police):
        assert letter.facts["name"] == PERSON["name"]
        assert letter.facts["email"] == PERSON["email"]
    assert (policy.facts["reasons"], policy.facts["rules"]) == (["never"], ["intimate"])
    assert policy.facts["signature"] == PERSON["name"]
    assert hold.facts["altered"] == "real"
    assert "reasons" not in hold.facts


def test_ticks_that_a_kind_does_not_have_stay_out_of_it(client):
    tick(client, {UNKNOWN: ["host-notice"]}, **TOLD | {"rules": ["threat", "fake"]})
    [kept] = letters(client)
    assert kept.letter.facts["rules"] == ["fake"]


def test_nobody_signs_under_perjury_in_passing(client):
    open_case(client).remember(taken_by="me")
    tick(client, {"Chatter": ["dmca", ACT]}, **TOLD, by_hand=True)
    dmca, act = (kept.letter for kept in letters(client))
    assert (dmca.facts["signature"], dmca.facts["by_hand"]) == ("", False)
    assert (act.facts["signature"], act.facts["by_hand"]) == (PERSON["name"], True)


def test_everything_may_stay_empty(client):
    assert tick(client).url == MADE
    assert {kept.letter.facts["name"] for kept in letters(client)} == {""}
    assert "4 of them are not complete yet." in text_of(client.get(MADE))


def test_what_was_told_is_remembered_but_no_signature(client):
    tick(client, **TOLD)
    shown = as_shown(client)
    for name in ("name", "email", "altered", "reasons", "rules"):
        assert shown[name] == (
            TOLD[name] if isinstance(TOLD[name], list) else [TOLD[name]]
        )
    assert "signature" not in shown
    assert "signature" not in open_case(client).facts


@pytest.mark.parametrize(
    ("voice", "facts"), [("attorney", ATTORNEY), ("advocate", ADVOCATE)]
)
def test_helpers_letters_hold_nothing_about_the_person(client, voice, facts):
    open_case(client).remember(**PERSON)
    told = {n: v for n, v in facts.items() if n in AllForm.base_fields}
    tick(client, **TOLD | {"voice": voice, "signature": ""} | told)
    for kept in letters(client):
        text = to_text(document_of(kept, open_case(client)))
        assert facts[f"{voice}_name"] in text
        assert not any(line in text for line in PERSON["address"].split("\n"))
        assert PERSON["name"] not in text
        assert PERSON["email"] not in text


def test_somebody_who_helps_signs_as_a_helper(client):
    open_case(client).remember(helping="advocate")
    assert as_shown(client)["voice"] == ["advocate"]


def test_facts_of_a_strange_kind_are_not_shown(client):
    open_case(client).remember(name=7, reasons="never", voice=["self"], rules={})
    shown = as_shown(client)
    assert "name" not in shown
    assert "reasons" not in shown


# --- None twice


def test_pressing_twice_makes_none_twice(client):
    typed = as_shown(client)
    for _ in range(2):
        assert client.post(MANY, typed).url == MADE
    assert len(letters(client)) == 4
    assert "4 of these were there before. They were not made twice." in text_of(
        client.get(MADE)
    )


def test_every_kind_is_made_once_from_the_same_page(client):
    open_case(client).remember(taken_by="me", country="IE")
    every = {n: [each.mark for each in p.open] for n, p in piles(client).items()}
    typed = {box(client, name): marks for name, marks in every.items()}
    for _ in range(2):
        assert client.post(MANY, typed).url == MADE, text_of(client.post(MANY, typed))
    assert len(letters(client)) == sum(map(len, every.values())) > 10


def test_what_was_made_one_by_one_is_not_made_again(client):
    typed = as_shown(client)
    client.post(reverse("takedown:letter", args=[ACT]), {"site": "platform:chatter"})
    [alone] = ids(client)
    client.post(MANY, typed)
    assert len(letters(client)) == 4
    assert alone in client.session[many_views.MADE]


def test_two_requests_at_once_wait_for_each_other(client, monkeypatch):
    """The second one has looked before the first was done."""
    typed, looked, case = as_shown(client), [], open_case(client)
    case.all("letter")

    def make_in_between(_, *arguments):
        if looked:
            return make(open_case(client), *arguments)
        looked.append("the other one is made meanwhile")
        client.post(MANY, typed)
        return make(case, *arguments)

    make = many.make
    monkeypatch.setattr(many_views, "make", make_in_between)
    client.post(MANY, typed)
    assert looked
    assert len(letters(client)) == 4


def test_letter_that_lacks_a_link_is_made_anew_with_all(client):
    tick(client, {"Chatter": [HOLD, ACT]})
    write_down(client, "https://chatter.example.net/p/3")
    assert piles(client)["Chatter"].first == [HOLD, ACT]
    tick(client, {"Chatter": [ACT]})
    assert letters(client)[-1].letter.facts["links"] == [*LINKS, f"{LINKS[0][:-1]}3"]


def test_page_shows_what_was_made_instead_of_a_tick(client):
    tick(client)
    page = client.get(MANY)
    for kept in letters(client):
        assert reverse("takedown:show", args=[kept.id]) in page.content.decode()
    assert not [n for n in as_shown(client) if n.startswith("in-")]
    assert "You made already:" in text_of(page)


def test_place_without_a_link_gets_its_own_letters_once(client):
    for name in ("Whisperer", "Murmur"):
        write_down(client, platform=name, account=name.lower())
    typed = as_shown(client)
    for _ in range(2):
        client.post(MANY, typed)
    made = [
        k.letter for k in letters(client) if k.letter.service in ("Whisperer", "Murmur")
    ]
    assert [(m.service, m.facts["accounts"]) for m in made] == [
        *[("Whisperer", ["whisperer"])] * 2,
        *[("Murmur", ["murmur"])] * 2,
    ]


def test_old_page_undoes_nothing_that_was_told_since(client):
    open_case(client).remember(name="An Old Name", email="old@example.org")
    typed = as_shown(client) | {"email": ["new@example.org"]}
    open_case(client).remember(name="A New Name")
    client.post(MANY, typed)
    facts = open_case(client).facts
    assert (facts["name"], facts["email"]) == ("A New Name", "new@example.org")


# --- Refusals


def test_nothing_ticked_says_so_and_loses_nothing(client):
    page = tick(client, {}, **TOLD)
    assert str(NOTHING_TICKED) in text_of(page)
    assert page.context["form"]["name"].value() == PERSON["name"]
    assert letters(client) == []


def test_tick_that_fits_no_more_says_so_and_makes_none(client):
    page = tick(client, {"Chatter": [HOLD, "nonsense"]}, **TOLD)
    assert str(NOT_THERE) in text_of(page)
    assert page.context["form"]["name"].value() == PERSON["name"]
    assert letters(client) == []


def test_place_of_a_stranger_is_no_place(client):
    stranger = adult()
    write_down(stranger, LINKS[0])
    page = client.post(MANY, {box(stranger): [HOLD]})
    assert str(NOTHING_TICKED) in text_of(page)
    assert letters(client) == letters(stranger) == []


def test_place_that_goes_away_meanwhile_is_left_out(client):
    case, (chatter, unknown) = open_case(client), list(piles(client).values())[:2]
    first, _ = case.all("incident")
    case.delete("incident", first.id)
    ticked = [(chatter.id, HOLD), (unknown.id, HOLD)]
    [(kept, is_new)] = many.make(case, ticked, {}, {})
    assert (kept.letter.service, is_new) == (UNKNOWN, True)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "2"])
def test_any_number_of_a_part_is_answered(client, page):
    assert client.get(MANY, {"page": page}).status_code == 200
    assert client.get(TAKE, {"page": page}).status_code == 200


def test_what_cannot_be_a_name_is_said_beside_it(client):
    page = tick(client, name="data:image/png;base64,AAAA")
    assert "the picture itself" in text_of(page)
    assert letters(client) == []


# --- What came of it


def test_result_names_what_each_letter_lacks_and_leads_there(client):
    tick(client, {"Chatter": [ACT], UNKNOWN: [HOLD]}, **TOLD | {"signature": ""})
    page = client.get(MADE)
    act, hold = letters(client)
    there = reverse("takedown:page", args=[act.id, "sign"])
    assert f'href="{there}?change#id_signature"' in page.content.decode()
    assert "1 of them is not complete yet." in text_of(page)
    lacking = [row["is_open"] for row in page.context["rows"]]
    assert (lacking, [r["kept"].id for r in page.context["rows"]]) == (
        [True, False],
        [act.id, hold.id],
    )


def test_result_of_complete_letters_says_so(client):
    tick(client, **TOLD)
    assert "4 letters are here, and complete." in text_of(client.get(MADE))


def test_result_shows_only_the_letters_of_this_press(client):
    other = fill(client, "platform-policy")
    tick(client, {UNKNOWN: [HOLD]})
    page = client.get(MADE).content.decode()
    assert reverse("takedown:show", args=[other]) not in page
    assert reverse("takedown:show", args=[ids(client)[-1]]) in page


def test_without_a_press_the_result_leads_to_all_letters(client):
    assert client.get(MADE).url == TAKE
    tick(client, {UNKNOWN: [HOLD]})
    client.post(reverse("takedown:delete", args=ids(client)))
    assert client.get(MADE).url == TAKE


def test_gaps_are_filled_in_all_letters_at_once(client):
    tick(client)
    typed = as_shown(client, MADE) | {n: v for n, v in TOLD.items() if n != "voice"}
    assert client.post(MADE, typed).url == MADE
    assert "4 letters are here, and complete." in text_of(client.get(MADE))
    assert open_case(client).facts["name"] == PERSON["name"]


def test_filling_gaps_changes_nothing_that_was_typed(client):
    tick(client, {"Chatter": [ACT], UNKNOWN: [ACT]})
    first, second = letters(client)
    save_facts(open_case(client), first.id, "sign", 0, {"signature": "R. S."})
    client.post(MADE, {"signature": "Robin", "reasons": ["never"], "name": "Robin"})
    first, second = (kept.letter.facts for kept in letters(client))
    assert (first["signature"], second["signature"]) == ("R. S.", "Robin")
    assert (first["name"], first["reasons"]) == ("Robin", ["never"])


def test_filling_gaps_is_noticed_on_a_page_that_is_open(client):
    tick(client, {"Chatter": [ACT]})
    client.post(MADE, {"signature": "Robin"})
    [kept] = letters(client)
    assert (kept.mark("sign"), kept.mark("from")) == (1, 0)


def test_letter_that_is_deleted_meanwhile_is_not_filled(client):
    tick(client, {"Chatter": [ACT], UNKNOWN: [ACT]})
    first, second = letters(client)
    client.post(reverse("takedown:delete", args=[first.id]))
    many.fill(open_case(client), [first, second], {"signature": "Robin"}, {})
    [kept] = letters(client)
    assert kept.letter.facts["signature"] == "Robin"


def test_only_who_signs_is_asked_for_a_name(client):
    tick(client, {"Chatter": [HOLD]}, voice="advocate")
    shown = client.get(MADE).context["form"].fields
    assert "advocate_name" in shown
    assert not {"name", "attorney_name", "voice"} & set(shown)


# --- Taking them along


def test_zip_holds_each_letter_in_three_formats_under_dull_names(client):
    tick(client, **TOLD)
    response = take(client)
    named = response["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="notes-\d{4}-\d\d\.zip"', named)
    archive = ZipFile(BytesIO(content(response)))
    assert archive.namelist() == [
        f"0{n}.{extension}"
        for n in (1, 2, 3, 4)
        for extension in ("pdf", "docx", "txt")
    ]
    assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o600}
    assert archive.comment == b""


def test_other_programs_open_the_zip(client, tmp_path):
    tick(client, {"Chatter": [HOLD]})
    file = tmp_path / "a.zip"
    file.write_bytes(content(take(client)))
    subprocess.run(["unzip", "-q", file, "-d", tmp_path], check=True)
    assert (tmp_path / "01.pdf").read_bytes().startswith(b"%PDF")


def test_each_letter_names_its_own_links_once_in_order_and_no_others(client):
    open_case(client).remember(taken_by="me")
    tick(
        client, {"Chatter": [HOLD, ACT, "dmca"], UNKNOWN: [ACT, "host-notice"]}, **TOLD
    )
    every = [*LINKS, ELSEWHERE]
    taken = files(client)
    for number, kept in enumerate(letters(client), start=1):
        own = [ELSEWHERE] if kept.letter.service == UNKNOWN else LINKS
        texts = in_all_formats(taken, f"0{number}")
        assert texts["pdf"] == texts["docx"] == texts["txt"]
        assert re.findall("|".join(map(re.escape, every)), texts["txt"]) == own


def in_all_formats(taken, number):
    return {
        "pdf": ink(pdf_text(taken[f"{number}.pdf"])),
        "docx": ink(docx_text(taken[f"{number}.docx"])),
        "txt": ink(taken[f"{number}.txt"].decode()),
    }


def test_number_of_a_file_is_the_one_that_the_page_shows(client):
    tick(client, **TOLD)
    third = letters(client)[2]
    page = text_of(client.get(TAKE))
    assert f"03. {third.letter.title}: {UNKNOWN}" in page
    assert list(files(client, [third.id])) == ["03.pdf", "03.docx", "03.txt"]


def test_pdf_holds_all_letters_each_with_pages_of_its_own(client):
    tick(client, **TOLD)
    response = take(client, "pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "notes-" in response["Content-Disposition"]
    whole = PdfReader(BytesIO(content(response)))
    pages = [page.extract_text() for page in whole.pages]
    alone = files(client)
    lengths = [len(PdfReader(BytesIO(alone[f"0{n}.pdf"])).pages) for n in (1, 2, 3, 4)]
    assert max(lengths) > 1
    assert [re.findall(r"Page \d+ of \d+", page) for page in pages] == [
        [f"Page {number} of {length}"]
        for length in lengths
        for number in range(1, length + 1)
    ]
    texts = "".join(ink(alone[f"0{n}.txt"].decode()) for n in (1, 2, 3, 4))
    assert ink("\n".join(pages)) == texts
    assert [entry.title for entry in whole.outline] == ["01", "02", "03", "04"]


def test_letters_that_are_not_complete_may_be_taken_and_the_page_says_so(client):
    tick(client, {"Chatter": [HOLD]})
    page = text_of(client.get(TAKE))
    assert "(not complete: 2 things missing)" in page
    assert b"[Name]" in files(client)["01.txt"]


def test_all_are_ticked_beforehand(client):
    tick(client)
    assert as_shown(client, TAKE)["letters"] == ids(client)


def test_result_has_buttons_for_just_these(client):
    fill(client, "platform-policy")
    tick(client, {UNKNOWN: [HOLD]})
    sent = as_shown(client, MADE, TAKE)
    assert sent["letters"] == ids(client)[1:]
    response = client.post(TAKE, sent | {"file": "zip"})
    assert ZipFile(BytesIO(content(response))).namelist()[0] == "02.pdf"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"file": "zip"}, NOTHING_TICKED),
        ({"file": "zip", "letters": ["gone"]}, GONE),
        ({"letters": "all"}, NO_FILE),
        ({"file": "exe", "letters": "all"}, NO_FILE),
        ({}, NOTHING_TICKED),
    ],
)
def test_what_cannot_be_taken_is_said_kindly(client, typed, sentence):
    tick(client, {"Chatter": [HOLD]})
    if typed.get("letters") == "all":
        typed = typed | {"letters": ids(client)}
    page = client.post(TAKE, typed)
    assert page.status_code == 200
    assert str(sentence) in text_of(page)


def test_letter_of_a_stranger_or_a_deleted_one_is_left_out(client):
    stranger = adult()
    write_down(stranger, LINKS[0])
    tick(stranger, {"Chatter": [HOLD]})
    tick(client, {"Chatter": [HOLD, ACT]})
    first, second = ids(client)
    client.post(reverse("takedown:delete", args=[first]))
    taken = files(client, [*ids(stranger), first, second])
    assert list(taken) == ["01.pdf", "01.docx", "01.txt"]
    assert Record.objects.filter(kind="letter").count() == 2


def test_letter_that_may_not_be_made_is_not_taken(client):
    walk(client, "dmca")
    open_case(client).remember(taken_by="other")
    assert "There is no letter yet that you can take." in text_of(client.get(TAKE))
    assert str(GONE) in text_of(take(client))


# --- Very many


@pytest.fixture
def crowded(chatter):
    """Somebody with five hundred links on fifty sites."""
    client = adult()
    for site in range(50):
        write_down(client, *links_of(site), label=f"picture {site}")
    return client


def links_of(site):
    return [
        f"https://site{site:02}.example/view/{n}?key={site * 7919}" for n in range(10)
    ]


@pytest.mark.slow
def test_five_hundred_links_become_a_hundred_letters_with_their_own_links(crowded):
    assert tick(crowded, **TOLD).url == MADE
    made = letters(crowded)
    assert len(made) == 100
    assert "100 letters are here, and complete." in text_of(crowded.get(MADE))
    taken = files(crowded)
    assert list(taken)[-1] == "100.txt"
    for number in range(100):
        own = links_of(number // 2)
        text = ink(taken[f"{number + 1:03}.txt"].decode())
        assert re.findall(r"https://site\d\d\.example/view/\d\?key=\d+", text) == own


def test_zip_is_made_a_few_letters_at_a_time(client, monkeypatch):
    """The first pieces leave before the last letter was written."""
    composed = []

    def counted(kept, case):
        composed.append(kept)
        return document_of(kept, case)

    tick(client, {"Chatter": [HOLD]})
    [kept] = letters(client)
    monkeypatch.setattr("takedown.bundle.document_of", counted)
    pieces = zipped([(f"{n:03}", kept) for n in range(60)], open_case(client))
    assert next(pieces).startswith(b"PK")
    assert len(composed) < 30
    pieces.close()


@pytest.mark.slow
def test_more_places_than_fit_come_in_parts(chatter):
    client = adult()
    for site in range(120):
        write_down(client, f"https://host{site:03}.example/1")
    page = client.get(MANY, {"page": "2"})
    assert "This is part 2 of 3." in text_of(page)
    assert "host050.example 1 link" in text_of(page)
    assert "host049.example" not in text_of(page)
    ticked = as_shown(client, f"{MANY}?page=2")
    assert client.post(f"{MANY}?page=2", ticked).url == MADE
    services = {kept.letter.service for kept in letters(client)}
    assert len(services) == 50
    assert "host050.example" in services


def test_browser_may_send_every_tick_of_a_page(client):
    letters = {route.mark for route in ROUTES.values() if route.letter in LETTERS}
    others = len(as_shown(client)) + len(LETTERS)
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert many_views.PLACES * len(letters) + others < most
    assert most > many_views.LETTERS + 10


# --- Words


@pytest.mark.parametrize("told", [{}, TOLD])
def test_pages_read_below_grade_8(client, told):
    open_case(client).remember(taken_by="me", country="IE")
    pages = [client.get(MANY), client.get(TAKE)]
    tick(client, **told)
    pages += [client.get(path) for path in (MANY, MADE, TAKE)]
    for page in pages:
        sentences = Page(page.content.decode()).sentences
        check_plain(sentences)
        check_kind(sentences)


def test_what_is_asked_reads_below_grade_8(client):
    page = client.get(MANY).content.decode().replace("<form", "<div")
    sentences = Page(page).sentences
    check_plain(sentences)
    check_kind(sentences, re.compile("victim advocate"))
    check_plain([*map(str, (NOTHING_TICKED, NOT_THERE, GONE, NO_FILE))])
