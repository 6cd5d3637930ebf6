"""A copy of a picture with parts of it covered. The original stays as it came."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from evidence import custody, exhibits, files, intake
from evidence.cases import case_of
from evidence.cover_forms import MOST, CoverForm
from evidence.exhibit_views import SHOWN, of_case
from evidence.exhibits import Exhibit
from evidence.gate import FULL, MEGABYTE, MOST_FILES, NO_ROOM, sentence_of
from evidence.minors import is_minor
from helpcenter import pictures

COVERING = "covering"  # in the session: the picture that is shown while it is covered
LARGEST = 60 * MEGABYTE  # bytes of the original
LONGEST_SIDE = 1600  # of the preview, in pixels
GRID = range(10, 100, 10)  # percent

TOO_BIG = _(
    "This picture is too big to be covered here. Cover it on your device: make a copy, "
    "edit the copy, and add that as a file of its own."
)
UNREADABLE = _(
    "The picture could not be covered. It may be damaged, or it cannot be read just "
    "now. It stays as it is. Please try again in some minutes."
)


@of_case
def cover(request, exhibit):
    if exhibit.group != "picture" or exhibit.preview is None:
        raise Http404
    if is_minor(case_of(request)):
        return closed(request, exhibit)
    if exhibit.file.size > LARGEST:
        return show(request, exhibit, None, sentence=TOO_BIG)
    if request.method != "POST":
        request.session.pop(COVERING, None)
        return show(request, exhibit, CoverForm())
    return act(request, exhibit)


def closed(request, exhibit):
    status = 403 if request.method == "POST" else 200
    return show(request, exhibit, None, status=status, is_minor=True)


def act(request, exhibit):
    """One of four buttons was pressed."""
    if "show" in request.POST:
        custody.note(case_of(request), "viewed", exhibit.id)
        request.session[COVERING] = exhibit.id
        return show(request, exhibit, CoverForm())
    extra = 5 if "more" in request.POST else 0
    form = CoverForm(request.POST, extra=extra)
    if extra or "look" in request.POST or not form.must_cover():
        form.is_valid()  # so that what is right so far can be drawn
        return show(request, exhibit, form)
    return save(request, exhibit, form)


def save(request, exhibit, form):
    sentence, status = refusal(case_of(request))
    if sentence:
        return show(request, exhibit, form, status, sentence=sentence)
    try:
        id = keep_copy(case_of(request), exhibit, form.areas)
    except (files.NoRoom, files.StoreAway) as error:
        return show(request, exhibit, form, 503, sentence=sentence_of(error))
    except (pictures.CannotRead, files.Unreadable, FileNotFoundError):
        return show(request, exhibit, form, sentence=UNREADABLE)
    request.session.pop(COVERING, None)
    messages.success(request, _("The copy is saved. The original stays as it came."))
    return redirect("evidence:exhibit", id)


def refusal(case):
    """(why there can be no copy, status), or ("", 200)."""
    is_full = len(case.all(exhibits.KIND)) >= MOST_FILES
    if is_full or exhibits.size_of(case) >= settings.CASE_MAX_BYTES:
        return FULL, 413
    return ("", 200) if files.has_room() else (NO_ROOM, 503)


def keep_copy(case, exhibit, areas):
    """Make an exhibit with these areas black. Returns its id."""
    data = pictures.redact(files.read(case, exhibit.file), areas)
    arriving = files.keep(case.secret, data)
    try:
        with transaction.atomic():
            entry = exhibits.add(case, copy_of(exhibit, arriving.kept, data), arriving)
            details = {"areas": len(areas), "copy": entry.id}
            custody.note(case, "covered", exhibit.id, **details)
    finally:
        arriving.close()
    intake.prepare(case, entry.id)
    return entry.id


def copy_of(exhibit, kept, data):
    """What the person said of the original's picture may not be true of the copy."""
    is_png = data.startswith(b"\x89PNG")
    return Exhibit(
        incident=exhibit.incident,
        kind=exhibit.kind,
        original=exhibit.id,
        file=kept,
        file_type="png" if is_png else "jpeg",
        file_name="covered-copy.png" if is_png else "covered-copy.jpg",
        received=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=kept.sha256,
    )


# --- The page


def show(request, exhibit, form, status=200, **more):
    is_asked_for = request.session.get(COVERING) == exhibit.id
    if is_asked_for and form:
        request.session[SHOWN] = exhibit.id  # for the preview, which comes next
    context = {
        "exhibit": exhibit,
        "form": form,
        "most": MOST,
        "is_blurred": exhibit.is_covered and not is_asked_for,
        "drawing": drawing(exhibit, form.areas if form else ()),
    }
    return render(
        request, "evidence/exhibits/cover.html", context | more, status=status
    )


def drawing(exhibit, areas):
    """What the page needs to draw the areas over the preview, without any script."""
    width, height = preview_size(exhibit.facts)
    return {
        "width": width,
        "height": height,
        "letter": max(width, height) // 40,
        "grid": "".join(
            f"M{width * at // 100} 0V{height}M0 {height * at // 100}H{width}"
            for at in GRID
        ),
        "marks": [
            (at, width * at // 100, height * at // 100) for at in GRID if not at % 20
        ],
        "areas": [[f"{part:.4%}" for part in area] for area in areas],
    }


def preview_size(facts):
    """Pixels of the preview, upright, as helpcenter.pictures makes it."""
    width, height = facts.get("width", 1), facts.get("height", 1)
    if facts.get("orientation", 1) >= 5:
        width, height = height, width
    scale = min(1, LONGEST_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
