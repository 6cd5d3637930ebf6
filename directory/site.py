"""Staff's pages: Django's admin behind two steps, with the worklist as its start.

start page        the worklist, in parts
look              one row of it, beside what people see of it
drafts            what waits for a second person, and for its day
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from directory import verdicts
from directory.changes import Hand
from directory.checking.now import check_now
from directory.drafts import decide, drafts
from directory.models import Change
from directory.models import ChangeState as State
from directory.preview import is_public, preview
from directory.rows import key_name, locked
from directory.worklist import (
    MODELS,
    PAGE,
    REASONS,
    Choice,
    counts,
    items,
    keys,
    rows_of,
)
from helpcenter.login import TwoStepSite

SAID = {
    "works": _("“%(row)s”: works. Your name and the day are saved."),
    "moved": _("“%(row)s”: the new address is saved."),
    "broken": _("“%(row)s”: noted as broken, and no longer shown."),
    "mine": _("“%(row)s” is yours now."),
    "not-mine": _("“%(row)s” is nobody's now."),
    "check": _("“%(row)s”: checked just now. What was found stands below."),
}
STAYS = ("mine", "not-mine", "check")  # says nothing of the row: it stays open
WAITS = _(
    "“%(row)s”: noted. The change waits, and somebody else of us must publish it."
)
MEANWHILE = _(
    "Somebody changed this link while you had it open. You see the new one now. "
    "Nothing was changed by you. Please open it, then choose again."
)
CHOOSE = _("Please choose one of the buttons. Nothing was changed.")


class StaffSite(TwoStepSite):
    def get_urls(self):
        def inside(view):
            return self.admin_view(view)

        return [
            path("look/<slug:kind>/<int:object_id>/", inside(self.look), name="look"),
            path("drafts/", inside(self.drafts), name="drafts"),
            *super().get_urls(),
        ]

    def page_of(self, request, template, context):
        request.current_app = self.name
        return TemplateResponse(request, template, context)

    # --- The worklist

    def index(self, request, extra_context=None):
        chosen = choice_of(request)
        number = counts(chosen)
        pages = Paginator(range(number[chosen.reason]), PAGE)
        page = pages.get_page(request.GET.get("p"))
        start = max(page.start_index() - 1, 0)
        listed = items(keys(chosen, start, start + PAGE))
        context = {
            "chosen": chosen,
            "parts": [
                (name, REASONS.get(name, _("All")), n) for name, n in number.items()
            ],
            "kinds": [(k, MODELS[k]._meta.verbose_name_plural) for k in chosen.kinds],
            "rows": [
                (item, address_of(item, chosen, start + n))
                for n, item in enumerate(listed)
            ],
            "reasons": REASONS,
            "page": page,
            "query": query_of(chosen),
            "waiting": Change.objects.filter(state=State.DRAFT).count(),
            "may_read_drafts": request.user.has_perm("directory.view_change"),
        }
        return super().index(request, context | (extra_context or {}))

    def look(self, request, kind, object_id):
        """One row: what people see of it, and what to say of it."""
        row = row_or_404(request, kind, object_id)
        if request.method == "POST":
            return self.say(request, kind, row)
        (item,) = items([(kind, row.pk)])
        context = self.each_context(request) | {
            "title": str(row),
            "item": item,
            "reasons": [REASONS[name] for name in item.reasons],
            "links": list(item.links),
            "seen": seen(dict(verdicts.links_of(row))),
            "opts": type(row)._meta,
            "is_public": is_public(row),
            "preview": preview(row, request),
            "may_change": may(request, "change", kind),
            "drafts": Change.objects.waiting().filter(row=key_name(row)).count(),
            "following": following(request, row),
            "back": back_of(request),
        }
        return self.page_of(request, "admin/look.html", context)

    def say(self, request, kind, row):
        """What somebody found; then on to the next row."""
        if not may(request, "change", kind):
            raise PermissionDenied
        word, hand = request.POST.get("say", ""), Hand(request.user)
        try:
            if word == "check":  # no row is locked while a site makes us wait
                checked(row, request.POST, hand)
            else:
                with transaction.atomic():
                    did(word, locked(row), request.POST, hand)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect(request.get_full_path())
        if hand.drafts:
            messages.warning(request, WAITS % {"row": row})
        else:
            messages.success(request, SAID[word] % {"row": row})
        return redirect(onward(request, row, stays=word in STAYS))

    # --- What waits

    def drafts(self, request):
        if not request.user.has_perm("directory.view_change"):
            raise PermissionDenied
        if request.method == "POST":
            decide(request)
            return redirect("admin:drafts")
        may_publish = request.user.has_perm("directory.publish_change")
        context = self.each_context(request) | {
            "title": _("What waits for a second person"),
            "may_publish": may_publish,
            "drafts": drafts(request),
        }
        return self.page_of(request, "admin/drafts.html", context)


def may(request, do, kind):
    return request.user.has_perm(f"directory.{do}_{kind}")


def row_or_404(request, kind, pk):
    if kind not in MODELS or not may(request, "view", kind):
        raise Http404
    row = rows_of(MODELS[kind]).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def did(word, row, given, hand):
    """Do what the word says. Raises ValidationError."""
    field, links = given.get("field", ""), dict(verdicts.links_of(row))
    has_field = field in links
    if word in ("works", "moved", "broken"):
        as_seen(links, given)
    if word == "works":
        verdicts.works(row, hand)
    elif word == "moved" and has_field:
        verdicts.moved(row, field, given.get("link", ""), hand)
    elif word == "broken" and has_field:
        verdicts.broken(row, field, hand)
    elif word in ("mine", "not-mine"):
        verdicts.noted(row, owner=hand.user if word == "mine" else None)
    else:
        raise ValidationError(CHOOSE)


def checked(row, given, hand):
    """Open one link of the row now. Raises ValidationError."""
    field, links = given.get("field", ""), dict(verdicts.links_of(row))
    as_seen(links, given)
    if field not in links:
        raise ValidationError(CHOOSE)
    check_now(row, field, hand.user)


def as_seen(links, given):
    if given.get("seen") != seen(links):
        raise ValidationError(MEANWHILE)


def seen(links):
    """What a form shows to have been opened."""
    return " ".join(links.values())


# --- Where somebody is in the list


def choice_of(request):
    given = request.GET
    return Choice(
        kinds=[kind for kind in MODELS if may(request, "view", kind)],
        reason=given.get("part", "") if given.get("part") in REASONS else "",
        kind=given.get("kind", "") if given.get("kind") in MODELS else "",
        owner=request.user if given.get("mine") else None,
    )


def query_of(chosen, **more):
    query = QueryDict(mutable=True)
    named = {"part": chosen.reason, "kind": chosen.kind, "mine": chosen.owner and "1"}
    query.update({name: value for name, value in (named | more).items() if value})
    return query.urlencode()


def address_of(item, chosen, place):
    """Of the row's page, with its place in the list: the next is found from there."""
    where = reverse("admin:look", args=[item.kind, item.row.pk])
    return f"{where}?{query_of(chosen, n=str(place))}"


def place_of(request):
    given = request.GET.get("n", "")
    return int(given) if given.isdecimal() and len(given) < 9 else None


def onward(request, row, stays=False):
    """The row that is now where this one was, or after it; else the list."""
    if stays or place_of(request) is None:
        return request.get_full_path()
    return following(request, row) or back_of(request)


def following(request, row):
    """The address of the next row, or None at the end of the list."""
    place, chosen = place_of(request), choice_of(request)
    if place is None:
        return None
    this = row._meta.model_name, row.pk
    for n, key in enumerate(keys(chosen, place, place + 2)):
        if key != this:
            where = reverse("admin:look", args=key)
            return f"{where}?{query_of(chosen, n=str(place + n))}"
    return None


def back_of(request):
    return f"{reverse('admin:index')}?{query_of(choice_of(request))}"
