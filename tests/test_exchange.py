"""Staff take a table away, bring it back changed, see each difference, and save it."""

import csv
import io
import json

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.exchange import formats
from directory.exchange.columns import KINDS, columns_of
from directory.exchange.formulas import disarm, restore
from directory.exchange.plans import Plan
from directory.models import Change, Channel, Domain, Helpline, Law, Phone, Platform
from directory.models import ChangeState as State
from directory.shipping import MODELS, dump, load, rows_by_key
from tests.exchange import (
    apply,
    columns,
    csv_of,
    log_in,
    problems_on,
    token_on,
    tree_of,
    upload,
)

pytestmark = pytest.mark.usefixtures("db", "directory")
FORMATS = list(formats.FORMATS)


@pytest.fixture
def staff(client):
    log_in(client, User.objects.create_superuser("ana"))
    return client


def page_of(kind):
    return reverse("exchange:page", args=[kind])


def taken_away(client, kind, extension):
    response = client.get(reverse("exchange:file", args=[kind, extension]))
    assert response.status_code == 200
    return response.content


# --- Out


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("extension", FORMATS)
def test_what_is_taken_away_comes_back_unchanged(staff, kind, extension):
    data = taken_away(staff, kind, extension)
    plan = Plan(KINDS[kind], formats.read(data, KINDS[kind]))
    assert (plan.problems, plan.changes) == ([], [])
    assert plan.unchanged == KINDS[kind].objects.count()


@pytest.mark.slow
@pytest.mark.parametrize("extension", FORMATS)
def test_all_tables_fill_an_empty_directory_again(extension, tmp_path):
    files = {model: formats.write(model, extension) for model in MODELS}
    before = {model: facts_of(model) for model in MODELS}
    for model in reversed(MODELS):
        model.objects.all().delete()
    for model in MODELS:
        plan = Plan(model, formats.read(files[model], model))
        assert plan.problems == []
        for change in plan.changes:
            change.row.checked_on = timezone.localdate()
        model.objects.bulk_create([change.row for change in plan.changes])
        assert facts_of(model) == before[model]
    assert (Platform.objects.count(), Helpline.objects.count()) == (143, 242)
    assert Law.objects.count() == 265


def facts_of(model):
    names = [name for name, each in columns_of(model).items() if name != "checked_on"]
    return {
        key: [columns_of(model)[name].text_of(row) for name in names]
        for key, row in rows_by_key(model).items()
    }


def test_the_columns_stand_in_one_order_with_the_key_first(staff):
    for kind, model in KINDS.items():
        text = taken_away(staff, kind, "csv").decode("utf-8-sig")
        assert next(csv.reader(io.StringIO(text))) == list(columns_of(model))
        assert tuple(columns_of(model))[: len(model.KEY)] == model.KEY
    assert ",".join(columns_of(Domain)) == "host,path,platform,shown"
    assert list(columns_of(Phone)) == [
        "helpline",
        "position",
        "number",
        "dial",
        "label",
        "shown",
    ]


def test_a_csv_says_that_it_is_utf_8_and_a_workbook_keeps_text_as_text(staff):
    assert taken_away(staff, "law", "csv").startswith(b"\xef\xbb\xbf")
    book = openpyxl.load_workbook(io.BytesIO(taken_away(staff, "phone", "xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_a_file_has_a_dull_name_and_is_kept_by_nobody(staff):
    response = staff.get(reverse("exchange:file", args=["law", "csv"]))
    assert "laws-" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


ARMED = [
    "=1+1",
    "+41 44",
    "-1",
    "@SUM(A1)",
    "\ttab",
    "\rreturn",
    "\nline",
    " =1",
    "\uff1d1",
    "'=1",
    "''=1",
]
HARMLESS = ["", "plain", "'quoted'", "''", "a=b", "1+1", "0800 1111", "'"]


@pytest.mark.parametrize("text", ARMED + HARMLESS)
def test_a_disarmed_text_comes_back_as_it_was(text):
    assert restore(disarm(text)) == text
    assert disarm(text).startswith("'") or text in HARMLESS
    assert (disarm(text) == text) == (text in HARMLESS)


@pytest.mark.parametrize("extension", FORMATS)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_and_comes_back(extension):
    armed = '=HYPERLINK("http://evil.example","x")'
    texts = [armed, "'" + armed, "+1", "@x", "#N/A", "_x0041_", "'", "a\tb\nc"]
    lines = Helpline.objects.order_by("slug")[: len(texts)]
    wanted = dict(zip(lines, texts, strict=True))
    for line, text in wanted.items():
        Helpline.objects.filter(pk=line.pk).update(caution=text)
    data = formats.write(Helpline, extension)
    plan = Plan(Helpline, formats.read(data, Helpline))
    assert (plan.problems, plan.changes) == ([], [])
    Helpline.objects.update(caution="")
    plan = Plan(Helpline, formats.read(data, Helpline))
    brought = {each.row.slug: each.row.caution for each in plan.changes}
    assert {line.slug: text for line, text in wanted.items()}.items() <= brought.items()
    if extension != "json":
        assert set(cells_with(data, "HYPERLINK")) == {"'" + armed, "''" + armed}


def cells_with(data, text):
    if data.startswith(b"PK"):
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.values
    else:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if cell and text in cell]


# --- In


def fifty_lines():
    return list(Helpline.objects.order_by("slug")[:50])


def test_fifty_rows_are_shown_as_differences_and_nothing_is_saved(staff):
    rows = [[line.slug, f"ask {line.name}"] for line in fifty_lines()]
    response = upload(staff, "helpline", csv_of(["slug", "hours"], *rows))
    page = tree_of(response)
    assert "0 new, 50 changed, 0 unchanged." in page.text_content()
    first = fifty_lines()[0]
    assert columns(page)[0] == ["hours", first.hours or "(empty)", f"ask {first.name}"]
    assert len(columns(page)) == 50
    assert not Helpline.objects.filter(hours__startswith="ask ").exists()
    assert load().kept == {}


def test_fifty_rows_of_what_one_person_may_change_are_saved_at_once(staff):
    slugs = list(Channel.objects.filter(kind="policy").values_list("slug", flat=True))
    rows = [[slug, "Read it."] for slug in slugs[:50]]
    shown = upload(staff, "channel", csv_of(["slug", "note"], *rows))
    response = apply(staff, "channel", shown, why="House style")
    assert response["Location"] == reverse("admin:directory_channel_changelist")
    changed = Channel.objects.filter(note="Read it.")
    assert {one.slug for one in changed} >= set(slugs[:50])
    marked = {(one.checked_by, one.checked_on) for one in changed}
    assert marked == {("ana", timezone.localdate())}
    history = Change.objects.filter(state=State.MADE)
    assert len(history) == 50
    assert {(one.why, one.who) for one in history} == {("House style", "ana")}
    assert len({one.together for one in history}) == 1
    assert set(load().kept) == {f"channel:{slug}" for slug in slugs[:50]}


def test_fifty_helplines_wait_together_for_a_second_person(staff):
    rows = [[line.slug, f"ask {line.name}"] for line in fifty_lines()]
    shown = upload(staff, "helpline", csv_of(["slug", "hours"], *rows))
    apply(staff, "helpline", shown)
    waiting = Change.objects.filter(state=State.DRAFT)
    assert len(waiting) == 50
    assert len({one.together for one in waiting}) == 1
    assert not Helpline.objects.filter(hours__startswith="ask ").exists()


def test_rows_that_the_file_leaves_out_stay(staff):
    before = Platform.objects.count()
    shown = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    apply(staff, "platform", shown)
    assert Platform.objects.get(slug="x").name == "X"
    assert Platform.objects.count() == before


NEW = {
    "slug": "new-site",
    "name": "New",
    "aliases": "one\ntwo",
    "category": "social",
    "logged_in_needed": "",
    "supports_stopncii": "no",
    "shown": "yes",
    "source": "its page",
    "confidence": "high",
}


def test_new_rows_are_added_with_what_the_file_says(staff):
    shown = upload(staff, "platform", csv_of(list(NEW), list(NEW.values())))
    assert "1 new, 0 changed, 0 unchanged." in shown.content.decode()
    apply(staff, "platform", shown)
    new = Platform.objects.get(slug="new-site")
    assert (new.aliases, new.logged_in_needed) == (["one", "two"], None)
    assert (new.supports_stopncii, new.checked_by) == (False, "ana")
    assert new.shipped is None


def test_who_looked_is_not_read_from_the_file(staff):
    file = csv_of(
        ["slug", "name", "checked_on", "checked_by"], ["x", "X", "11/5/99", "the queen"]
    )
    apply(staff, "platform", upload(staff, "platform", file))
    platform = Platform.objects.get(slug="x")
    assert (platform.name, platform.checked_by) == ("X", "ana")
    assert platform.checked_on == timezone.localdate()


def test_a_new_domain_counts_as_a_look_at_its_platform(staff):
    file = csv_of(["host", "path", "platform"], ["WWW.X.example", "", "x"])
    apply(staff, "domain", upload(staff, "domain", file))
    assert Domain.objects.get(host="x.example").platform.slug == "x"
    assert Platform.objects.get(slug="x").checked_by == "ana"


def test_a_file_that_says_what_is_there_has_nothing_to_do(staff):
    shown = upload(staff, "law", taken_away(staff, "law", "xlsx"))
    assert "There is nothing to do." in shown.content.decode()
    assert tree_of(shown).xpath("//*[@name='token']") == []


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(name, separator):
    text = separator.join(["slug", "hours"]) + "\r\n"
    text += separator.join(["gb-childline", "früh, 日本; spät"]) + "\r\n"
    text = text if separator == "\t" else text.replace("früh", '"früh') + '"'
    text = text.replace('\r\n"', '"\r\n')
    (row,) = formats.read(text.encode(name), Helpline)
    assert row == (2, {"slug": "gb-childline", "hours": "früh, 日本; spät"})


def test_what_excel_makes_of_cells_is_understood():
    book = openpyxl.Workbook()
    book.active.append(["helpline", "position", "shown", "dial", "label"])
    book.active.append(["gb-childline", 1, True, 8001111.0, None])
    book.active.append([None, None, None, None, None])
    book.active.append(["gb-childline", 2.0, False, "116111", "new", None])
    file = io.BytesIO()
    book.save(file)
    rows = list(formats.read(file.getvalue(), Phone))
    assert [number for number, _ in rows] == [2, 4]
    assert rows[0][1] == {
        "helpline": "gb-childline",
        "position": "1",
        "shown": "yes",
        "dial": "8001111",
        "label": "",
    }


def test_json_takes_what_json_has(staff):
    record = {"slug": "x", "aliases": ["Twitter"], "logged_in_needed": None}
    plan = Plan(Platform, formats.read(json.dumps([record]).encode(), Platform))
    assert plan.problems == []
    (change,) = plan.changes
    assert (change.row.aliases, change.row.logged_in_needed) == (["Twitter"], None)


# --- Meanwhile


def test_a_row_that_somebody_changed_meanwhile_is_shown_both_ways(staff):
    file = csv_of(["slug", "name"], ["x", "X"], ["bing", "Bing!"])
    shown = upload(staff, "platform", file)
    Platform.objects.filter(slug="x").update(name="Ex", legal_name="Ex Corp.")
    response = apply(staff, "platform", shown)
    assert response.status_code == 409
    page = tree_of(response)
    assert ["name", "X (Twitter)", "Ex", "X"] in columns(page)
    assert ["legal_name", "X Corp.", "Ex Corp.", "As it is now"] in columns(page)
    assert Platform.objects.get(slug="x").name == "Ex"
    assert Platform.objects.get(slug="bing").name == "Bing"


def test_a_row_that_somebody_added_meanwhile_is_not_added_again(staff):
    rows = ["host", "path", "platform", "shown"], ["x.example", "", "x", "yes"]
    shown = upload(staff, "domain", csv_of(*rows))
    Domain.objects.create(
        host="x.example", platform=Platform.objects.get(slug="x"), shown=False
    )
    assert apply(staff, "domain", shown).status_code == 409
    assert not Domain.objects.get(host="x.example").shown


def test_what_somebody_else_did_to_other_rows_does_not_matter(staff):
    shown = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    Platform.objects.filter(slug="bing").update(name="Bong")
    assert apply(staff, "platform", shown).status_code == 302
    assert Platform.objects.get(slug="bing").name == "Bong"


def test_saving_twice_saves_once(staff):
    shown = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    apply(staff, "platform", shown)
    response = apply(staff, "platform", shown)
    assert response["Location"] == page_of("platform")
    assert Change.objects.count() == 1


def test_a_platform_that_went_away_meanwhile_stops_all(staff):
    extra = Platform.objects.get(slug="x")
    extra.pk, extra.slug = None, "extra"
    extra.save()
    file = csv_of(
        ["host", "path", "platform"], ["y.example", "", "x"], ["z.example", "", "extra"]
    )
    shown = upload(staff, "domain", file)
    extra.delete()
    response = apply(staff, "domain", shown)
    assert problems_on(response) == [
        "Row 3, column platform: There is no platform “extra”. Add it first, then "
        "come back."
    ]
    assert not Domain.objects.filter(host="y.example").exists()


def test_a_token_of_somebody_else_or_of_nobody_is_refused(staff):
    shown = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    token = token_on(shown)
    other = Client()
    log_in(other, User.objects.create_superuser("ben"))
    tries = [
        (other, "platform", token),
        (staff, "channel", token),
        (staff, "platform", token[:-1] + ("A" if token[-1] != "A" else "B")),
        (staff, "platform", ""),
    ]
    for client, kind, text in tries:
        url = reverse("exchange:apply", args=[kind])
        response = client.post(url, {"token": text})
        assert response.status_code == 400
        assert "Please upload the file again." in response.content.decode()
    assert Platform.objects.get(slug="x").name == "X (Twitter)"


# --- Who


def test_only_who_may_change_the_rows_sees_the_pages(client):
    log_in(client, User.objects.create_user("cara", is_staff=True))
    assert client.get(reverse("exchange:index")).status_code == 403
    for kind in KINDS:
        assert client.get(page_of(kind)).status_code == 403
        assert upload(client, kind, b"slug\n").status_code == 403
        url = reverse("exchange:file", args=[kind, "csv"])
        assert client.get(url).status_code == 403
        url = reverse("exchange:apply", args=[kind])
        assert client.post(url, {"token": "x"}).status_code == 403


def test_an_editor_sees_all_tables_and_a_way_from_each_list(client):
    editor = User.objects.create_user("ed", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    log_in(client, editor)
    index = tree_of(client.get(reverse("exchange:index")))
    links = index.xpath("//main//a/@href")
    assert [page_of(kind) for kind in KINDS] == [
        link for link in links if "exchange/" in link
    ]
    for kind in KINDS:
        holder = "helpline" if kind == "phone" else kind
        url = reverse(f"admin:directory_{holder}_changelist")
        page = tree_of(client.get(url))
        assert page_of(kind) in page.xpath("//a/@href")
        page = tree_of(client.get(page_of(kind)))
        for extension in FORMATS:
            file = reverse("exchange:file", args=[kind, extension])
            assert len(page.xpath(f"//a[@href='{file}']")) == 1


def test_who_may_not_add_rows_is_told(client):
    helper = User.objects.create_user("hal", is_staff=True)
    helper.user_permissions.add(*permissions("change_platform"))
    log_in(client, helper)
    response = upload(client, "platform", csv_of(list(NEW), list(NEW.values())))
    assert problems_on(response) == [
        "Row 2: This row is new, and you may not add rows here. Somebody else can."
    ]


def permissions(*codenames):
    return Permission.objects.filter(codename__in=codenames)


def test_who_is_not_staff_is_sent_to_log_in(client):
    for url in [reverse("exchange:index"), page_of("law")]:
        assert client.get(url)["Location"].startswith(reverse("admin:login"))


def test_a_post_without_its_token_is_refused(staff):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff.cookies
    assert upload(strict, "law", b"slug\n").status_code == 403


def test_unknown_tables_and_formats_are_not_found(staff):
    assert staff.get("/staff/exchange/user/").status_code == 404
    url = reverse("exchange:file", args=["law", "csv"]).replace(".csv", ".exe")
    assert staff.get(url).status_code == 404


def test_what_is_uploaded_is_kept_nowhere(staff, files_folder, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    upload(staff, "platform", csv_of(["slug", "name"], ["x", "Sekrit"]))
    assert list(tmp_path.rglob("*")) == []
    assert "Sekrit" not in json.dumps(dict(staff.session.items()))
    assert not files_folder.exists()


def test_after_a_dump_the_release_has_what_was_brought_in(staff, tmp_path):
    shown = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    apply(staff, "platform", shown)
    dump(tmp_path)
    assert load(tmp_path).kept == {}
