"""Text typed and not saved yet: kept by itself, offered again, never mixed up."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from evidence.drafts import drafts_of
from tests.site import wait_for
from tests.test_incidents import NEW, change, kept, open_case, write

DRAFT = "evidence:draft-new"
TAB = "a" * 16
OTHER_TAB = "b" * 16


def autosave(client, tab=TAB, **typed):
    return client.post(reverse(DRAFT), {"happened": "Half a", "tab": tab} | typed)


def texts(client):
    return [each.typed["happened"] for each in drafts_of(open_case(client))]


def test_typing_is_kept_and_offered_again(client, db):
    assert autosave(client).status_code == 200
    page = client.get(reverse(NEW))
    (draft,) = page.context["drafts"]
    assert "Half a" in page.content.decode()
    put_back = client.get(reverse("evidence:draft", args=[draft.id])).context["form"]
    assert put_back.typed()["happened"] == "Half a"
    assert put_back.tab_id != TAB


def test_the_latest_typing_of_a_tab_counts(client, db):
    autosave(client, happened="Half a")
    autosave(client, happened="Half a sentence")
    assert texts(client) == ["Half a sentence"]


def test_two_tabs_keep_two_texts(client, db):
    autosave(client, happened="One.")
    autosave(client, tab=OTHER_TAB, happened="Two.")
    assert texts(client) == ["One.", "Two."]


def test_saving_ends_the_draft_of_its_own_tab_only(client, db):
    autosave(client, happened="One.")
    autosave(client, tab=OTHER_TAB, happened="Two.")
    client.post(reverse(NEW), {"happened": "One.", "tab": TAB})
    assert texts(client) == ["Two."]


def test_saving_what_was_put_back_ends_the_draft_it_came_from(client, db):
    autosave(client)
    (draft,) = drafts_of(open_case(client))
    form = client.get(reverse("evidence:draft", args=[draft.id])).context["form"]
    hidden = {"tab": form.tab_id, "draft": form.replaces, "rev": form.revision}
    client.post(reverse(NEW), form.typed() | hidden)
    assert texts(client) == []
    assert len(kept(client)) == 1


def test_typing_on_in_what_was_put_back_makes_no_second_draft(client, db):
    autosave(client)
    (draft,) = drafts_of(open_case(client))
    for words in ("Half a sentence", "Half a sentence more"):
        autosave(client, tab=OTHER_TAB, draft=draft.id, happened=words)
    assert texts(client) == ["Half a sentence more"]


def test_a_draft_of_a_change_is_offered_with_its_incident(client, db):
    write(client)
    (incident,) = kept(client)
    url = reverse("evidence:draft-save", args=[incident.id])
    client.post(url, {"happened": "Changed", "tab": TAB, "rev": incident.revision})
    assert client.get(reverse(NEW)).context["drafts"] == []
    page = client.get(reverse("evidence:incident", args=[incident.id]))
    (draft,) = page.context["drafts"]
    page = client.get(reverse("evidence:draft", args=[draft.id])).content.decode()
    assert f'action="{reverse("evidence:incident", args=[incident.id])}"' in page
    change(client, incident, happened="Changed", tab=TAB)
    assert texts(client) == []


def test_an_old_draft_of_a_change_does_not_overwrite_a_newer_save(client, db):
    write(client)
    (incident,) = kept(client)
    url = reverse("evidence:draft-save", args=[incident.id])
    client.post(url, {"happened": "Mine", "tab": TAB, "rev": incident.revision})
    change(client, incident, happened="Newer", tab=OTHER_TAB)
    (draft,) = drafts_of(open_case(client))
    form = client.get(reverse("evidence:draft", args=[draft.id])).context["form"]
    hidden = {"tab": form.tab_id, "draft": form.replaces, "rev": form.revision}
    response = change(client, incident, **form.typed() | hidden)
    assert response.status_code == 409
    assert kept(client)[0].happened == "Newer"


def test_a_draft_of_a_deleted_incident_is_offered_as_a_new_one(client, db):
    write(client)
    (incident,) = kept(client)
    url = reverse("evidence:draft-save", args=[incident.id])
    client.post(url, {"happened": "Changed", "tab": TAB})
    client.post(reverse("evidence:incident-delete", args=[incident.id]))
    (draft,) = client.get(reverse(NEW)).context["drafts"]
    page = client.get(reverse("evidence:draft", args=[draft.id])).content.decode()
    assert f'action="{reverse(NEW)}"' in page


def test_nothing_typed_keeps_nothing_and_opens_no_case(client, db):
    assert autosave(client, happened="").status_code == 200
    assert open_case(client) is None


def test_emptied_boxes_do_not_wipe_the_draft(client, db):
    autosave(client)
    autosave(client, happened="")
    assert texts(client) == ["Half a"]


def test_a_draft_can_be_thrown_away(client, db):
    autosave(client)
    (draft,) = drafts_of(open_case(client))
    url = reverse("evidence:draft-delete", args=[draft.id])
    assert client.get(url).status_code == 405
    client.post(url)
    assert texts(client) == []


def test_drafts_of_other_forms_are_left_alone(client, db):
    autosave(client)
    open_case(client).put("draft", "letter", {"form": "letter", "words": "Dear"})
    assert texts(client) == ["Half a"]
    write(client)
    assert len(open_case(client).all("draft")) == 2


def test_drafts_hold_words_that_could_not_be_saved(client, db):
    autosave(client, date="2026-02-30", links="javascript:alert(1)", worst="yes")
    (draft,) = drafts_of(open_case(client))
    assert draft.typed["date"] == "2026-02-30"
    assert draft.typed["links"] == "javascript:alert(1)"
    assert draft.typed["worst"] == ["yes"]


def test_a_visit_that_ended_is_no_save(db):
    client = Client(enforce_csrf_checks=True)
    assert autosave(client).status_code == 403


@pytest.mark.parametrize("tab", ["", "x", "../..", "A" * 16, "a" * 500])
def test_a_broken_tab_name_still_keeps_the_text(client, db, tab):
    autosave(client, tab=tab)
    assert texts(client) == ["Half a"]


# --- In the browser


def typing_page(browser, site):
    page = browser.new_page()
    page.goto(site.url + reverse(NEW))
    return page


def status(page):
    return page.locator("[data-autosave-status]")


@pytest.mark.browser
def test_saved_is_said_and_true(browser, site):
    page = typing_page(browser, site)
    expect(status(page)).to_be_empty()
    page.get_by_label("What happened").fill("Half a sentence.")
    expect(status(page)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    page.goto(site.url + reverse(NEW))
    page.get_by_role("link", name="Put it back").click()
    expect(page.get_by_label("What happened")).to_have_value("Half a sentence.")
    page.get_by_role("button", name="Save").click()
    page.goto(site.url + reverse(NEW))
    expect(page.get_by_text("not saved yet")).to_have_count(0)


@pytest.mark.browser
def test_closing_the_page_keeps_the_last_words(browser, site):
    page = typing_page(browser, site)
    page.get_by_label("What happened").fill("Just before it is closed.")
    chart = site.url + reverse("evidence:chart")
    # It is sent while the next page is already being asked for.
    wait_for(lambda: page.goto(chart) and "Just before" in page.content())


@pytest.mark.browser
def test_when_it_cannot_be_saved_that_is_said_and_tried_again(browser, mortal_site):
    page = typing_page(browser, mortal_site)
    mortal_site.kill()
    page.get_by_label("What happened").fill("Typed while the site was down.")
    expect(status(page)).to_contain_text("Not saved yet.")
    expect(page.get_by_label("What happened")).to_have_value(
        "Typed while the site was down."
    )
    mortal_site.start()
    expect(status(page)).to_have_text(re.compile("^Saved"), timeout=20_000)


@pytest.mark.browser
def test_a_visit_that_ended_is_said_and_save_goes_on(browser, site):
    page = typing_page(browser, site)
    browser.clear_cookies()
    page.get_by_label("What happened").fill("Typed when the visit had ended.")
    expect(status(page)).to_contain_text("this visit has ended")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Go on with what I typed").click()
    page.goto(site.url + reverse("evidence:chart"))
    expect(page.get_by_text("Typed when the visit had ended.")).to_be_visible()


@pytest.mark.browser
def test_without_javascript_save_keeps_it(plain_browser, site):
    page = typing_page(plain_browser, site)
    page.get_by_label("What happened").fill("Without a script.")
    page.get_by_role("button", name="Save").click()
    page.goto(site.url + reverse("evidence:chart"))
    expect(page.get_by_text("Without a script.")).to_be_visible()


@pytest.mark.browser
def test_two_tabs_show_both_texts_and_keep_both(plain_browser, site):
    first = typing_page(plain_browser, site)
    first.get_by_label("What happened").fill("As it was.")
    first.get_by_role("button", name="Save").click()
    first.goto(site.url + reverse("evidence:chart"))
    first.get_by_role("link", name="Change number").click()
    second = plain_browser.new_page()
    second.goto(first.url)
    for page, words in [(first, "The first tab."), (second, "The second tab.")]:
        page.get_by_label("What happened").fill(words)
        page.get_by_role("button", name="Save").click()
    expect(second.get_by_text("The first tab.")).to_be_visible()
    expect(second.get_by_label("What happened: yours")).to_have_value("The second tab.")
    second.get_by_label("Keep both").check()
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("The first tab.")).to_be_visible()
    expect(second.get_by_text("The second tab.")).to_be_visible()
