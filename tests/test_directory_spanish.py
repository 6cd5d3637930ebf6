"""The directory in Spanish: words, places and papers. Facts stay as they are."""

import re

import lxml.html
import pytest
from django.apps import apps
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from directory.exchange.checks import RULE
from directory.exchange.plans import nameless
from directory.forms import (
    countries_of_helplines,
    languages_of_helplines,
    places_of_laws,
)
from directory.history import said_of
from directory.hours import openness
from directory.models import (
    Change,
    Channel,
    Finding,
    Helpline,
    Law,
    Platform,
    Resource,
)
from directory.models.change import PUT_BACK
from directory.open_data import ALL, file_named
from directory.phrases import PHRASES, marked, said
from directory.places import COUNTRIES, in_order, names_of
from directory.recognise import examine
from directory.search import search
from directory.sheet import law_sheet
from directory.shipping import FOLDER, MODELS, file_of
from directory.worklist import REASONS, STALE_DAYS
from tests.staff import enter, member
from tests.test_directory_pages import HELPLINES, HOME, LAWS, main_of, post, text_of

pytestmark = pytest.mark.usefixtures("db", "directory")

SPANISH = {"headers": {"accept-language": "es"}}
UNKNOWN = reverse("directory:unknown-site")


@pytest.fixture
def spanish():
    return Client(**SPANISH)


def places_found(text):
    return [place.code for place in search(text).places]


# --- Places


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("España", "ES"),
        ("espana", "ES"),
        ("Spain", "ES"),
        ("Estados Unidos", "US"),
        ("EE. UU.", "US"),
        ("EEUU", "US"),
        ("reino unido", "GB"),
        ("Alemania", "DE"),
        ("Nueva York", "US-NY"),
        ("Pensilvania", "US-PA"),
        ("Corea", "KR"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_place_is_found_by_its_name_in_either_language(typed, code, language):
    with override(language):
        assert places_found(typed)[:1] == [code]


def test_a_place_is_named_in_the_language_of_the_page(client, spanish):
    assert "Germany" in text_of(post(client, HOME, what="Alemania"))
    found = text_of(post(spanish, HOME, what="Germany"))
    assert "Alemania" in found
    assert "Places" not in found


def test_countries_stand_in_the_order_of_the_language():
    def names():
        return [str(name) for _, name in in_order(COUNTRIES)]

    assert names()[:2] == ["United States", "Argentina"]
    assert names()[-1] == "Another country"
    with override("es"):
        assert names()[:2] == ["Estados Unidos", "Alemania"]
        assert names()[-1] == "Otro país"
        assert names().index("España") < names().index("Filipinas")


def test_lists_of_choices_are_made_anew_for_each_language():
    def shown():
        return (
            [str(name) for _, name in countries_of_helplines()],
            [str(name) for _, name in languages_of_helplines()],
            str(places_of_laws()),
        )

    english = shown()
    with override("es"):
        other = shown()
    assert shown() == english
    assert english[0][:2] == ["Any country", "United States"]
    assert other[0][:2] == ["Cualquier país", "Estados Unidos"]
    assert "español" in other[1]
    assert "todo el país" in other[2]
    assert "the whole country" not in other[2]


def test_a_place_has_a_name_in_each_language():
    names = names_of(["GB", "XX"])
    assert names == {"GB": ["United Kingdom", "Reino Unido"], "XX": ["XX", "XX"]}


# --- Pages


def test_the_pages_are_in_spanish_and_facts_say_that_they_are_english(spanish):
    page = main_of(post(spanish, LAWS, place="US-NY"))
    law = Law.objects.confirmed().filter(place="US-NY").first()
    tree = lxml.html.fromstring(page)
    summaries = tree.xpath("//div[@class='card']/p[@lang='en']/text()")
    assert law.summary in summaries
    assert "Partes de esta página están en inglés" in page
    assert "Nueva York" in page
    english = main_of(post(Client(), LAWS, place="US-NY"))
    assert 'lang="en"' not in english
    assert "Parts of this page" not in english


def test_short_facts_are_said_in_spanish(spanish):
    words = text_of(post(spanish, HELPLINES, country="US", need="images"))
    assert "Costo: gratis." in words
    assert re.search(r"Idiomas: inglés(, español)?", words)
    assert "Abierta ahora, de día y de noche." in words
    assert "Cost:" not in words


def test_what_cannot_be_said_is_marked_and_escaped():
    assert said("free") == marked("free") == "free"
    assert marked("<b>") == "<b>"  # the template escapes it
    with override("es"):
        assert said("free") == marked("free") == "gratis"
        assert marked("<b>") == '<span lang="en">&lt;b&gt;</span>'
        assert marked("") == ""


def test_the_phrases_are_those_of_the_directory():
    lines = Helpline.objects.all()
    facts = {line.cost for line in lines} | {line.hours for line in lines}
    facts |= {each for line in lines for each in [*line.languages, line.text_chat]}
    facts |= {phone.label for line in lines for phone in line.phones.all()}
    assert facts >= PHRASES


@pytest.mark.parametrize(("hour", "word"), [(12, "Abierta"), (22, "Cerrada")])
def test_hours_are_told_in_spanish(hour, word):
    line = Helpline(hours="weekdays 9:00-17:00", country="GB")
    moment = timezone.datetime(2026, 12, 1, hour, tzinfo=timezone.UTC)
    with override("es"):
        words = openness(line, moment).words
    assert words.startswith(
        f"{word} ahora, según este horario. Hora de ese lugar: {hour}:00."
    )


def test_what_is_said_of_a_link_is_spanish(spanish):
    answer = text_of(post(spanish, HOME, what="https://bit.ly/abc"))
    assert "Este es un enlace corto." in answer
    link = "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa"
    with override("es"):
        assert examine(link).sentence.endswith("Lleva a x.com.")


@pytest.mark.parametrize(
    "typed", ["@marie en Instagram", "mi cuenta de Instagram: @marie"]
)
def test_an_account_is_known_from_spanish_words(typed):
    assert examine(typed).platform == Platform.objects.get(slug="instagram")


def test_a_day_is_written_as_in_spanish(spanish):
    channel = Channel.objects.get(slug="x-report")
    Channel.objects.filter(pk=channel.pk).update(
        checked_by="ana", checked_on="2026-11-05"
    )
    words = text_of(spanish.get(channel.platform.get_absolute_url()))
    assert "Abrimos el enlace el 5 de noviembre de 2026." in words


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_failure_without_a_visit_is_told_in_both_languages(name):
    tree = lxml.html.fromstring(render_to_string(name))
    first, second = tree.xpath("//main/section")
    assert (first.get("lang"), second.get("lang")) == ("en", "es")
    assert first.xpath(".//a/text()")[0] == "Start page"
    assert second.xpath(".//a/text()")[0] == "Inicio"
    assert len(tree.xpath("//h1")) == 1
    assert second.xpath("string(h2)") != first.xpath("string(h1)")


def test_other_failures_are_in_the_language_of_the_visit(spanish):
    answer = spanish.get("/nothing/")
    assert answer.status_code == 404
    assert "Esta página no está aquí" in answer.content.decode()


# --- Paper and data


def test_a_paper_says_its_language():
    law = Law.objects.confirmed().filter(place="US-NY").first()
    places = [{"place": "US-NY", "laws": [law], "waiting": 2}]
    with override("es"):
        paper = law_sheet(places, timezone.localdate())
        english = law_sheet(places, timezone.localdate()).source
    assert (paper.language, paper.title) == ("es", "Leyes: Nueva York")
    assert "Leyes sobre imágenes íntimas" in paper.source
    assert "2 entradas más" in paper.source
    assert f'<p lang="en">{law.summary[:20]}' in english
    assert law_sheet(places, timezone.localdate()).language == "en"


def test_the_data_are_the_same_whoever_asks_first(spanish):
    Law.objects.filter(place="US-NY").update(source="memory")
    cache.clear()
    spanish.get(reverse("directory:data"))
    first = file_named(ALL)
    cache.clear()
    Client().get(reverse("directory:data"))
    assert file_named(ALL) == first
    assert "general knowledge, no text was read" in first.content.decode()


def test_files_keep_their_names_in_each_language():
    with override("es"):
        names = {file_of(model, FOLDER).name for model in MODELS}
    assert names == {file.name for file in FOLDER.iterdir()}


# --- Staff


@pytest.fixture
def ana():
    return member("ana", "editor", "publisher")


@pytest.fixture
def staff(ana):
    return enter(Client(**SPANISH), ana)


def test_each_name_of_a_field_can_be_said_in_spanish():
    for model in apps.get_app_config("directory").get_models():
        assert isinstance(model._meta.verbose_name_plural, Promise), model
        for field in model._meta.get_fields():
            if field.concrete and not field.primary_key:
                assert isinstance(field.verbose_name, Promise), field
                assert not field.help_text or isinstance(field.help_text, Promise)


def test_staff_s_lists_and_forms_are_in_spanish(staff):
    listed = staff.get(reverse("admin:directory_law_changelist")).content.decode()
    assert "Confianza" in listed
    assert "Difundir imágenes íntimas: delitos" in listed
    row = Law.objects.first()
    form = staff.get(reverse("admin:directory_law_change", args=[row.pk]))
    page = form.content.decode()
    assert "En palabras sencillas." in page
    assert "Cómo lo sabemos" in page
    assert "How we know" not in page


def test_the_worklist_is_in_spanish(staff):
    page = staff.get(reverse("admin:index")).content.decode()
    assert "Qué mirar ahora" in page
    assert "Nadie lo abrió desde la última versión" in page
    assert str(STALE_DAYS) in str(REASONS["stale"])


def test_what_the_checker_noted_is_kept_in_english_and_shown_in_spanish(staff):
    channel = Channel.objects.get(slug="x-report")
    Finding.objects.create(
        channel=channel, field="url", link=channel.url, kind="ask",
        note="It asks for an account.", first_seen=timezone.now(),
        last_checked=timezone.now(),
    )  # fmt: skip
    page = staff.get(reverse("admin:look", args=["channel", channel.pk]))
    assert "Pide una cuenta." in page.content.decode()
    assert Finding.objects.get().note == "It asks for an account."
    with override("es"):
        assert Finding(note="certificate has expired").note_words == (
            "certificate has expired"
        )
        assert Finding().note_words == ""


def test_our_own_reason_for_a_change_is_kept_in_english_and_shown_in_spanish(staff):
    row = Resource.objects.first()
    history = reverse("admin:directory_resource_history", args=[row.pk])
    change = reverse("admin:directory_resource_change", args=[row.pk])
    form = staff.get(change).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"today": "x"}
    staff.post(change, data)
    page = staff.post(history, {"version": "release"}, follow=True).content.decode()
    assert "Por qué: Una versión anterior, restaurada." in page
    assert Change.objects.first().why == PUT_BACK
    with override("es"):
        assert said_of([], row)[0] == "Ya está así. No se cambió nada."
        assert Change(why="Because.").why_words == "Because."
    assert Change(why=PUT_BACK).why_words == PUT_BACK


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_rule_without_a_sentence_of_ours_is_known_in_each_language(language):
    with override(language):
        row = Platform(slug="a", name="A", category="social", confidence="none")
        broken = row._meta.constraints[0]
        assert str(broken.get_violation_error_message()) in nameless(Platform)
        assert str(RULE) not in nameless(Platform)


def test_the_log_of_an_account_is_said_in_the_language_of_who_reads(ana):
    chief = enter(Client(**SPANISH), member("chief", "administrator"))
    action = {"action": "take_second_factor_away", "_selected_action": [ana.pk]}
    enter(Client(), ana)
    chief.post(reverse("admin:auth_user_changelist"), action)
    page = chief.get(reverse("admin:auth_user_history", args=[ana.pk]))
    assert "segundo paso" in page.content.decode()
    accounts = chief.get(reverse("admin:auth_user_changelist")).content.decode()
    assert "edición, publicación" in accounts


def test_an_unknown_site_is_explained_in_spanish(spanish):
    words = text_of(post(spanish, HOME, what="https://nobody-knows.example/a"))
    assert "Todavía no conocemos nobody-knows.example" in words
    assert "Esta página dice cómo averiguar" in text_of(Client(**SPANISH).get(UNKNOWN))
