"""Which letters there are, how old everybody in the picture was, and which site."""

from django.http import Http404
from django.shortcuts import redirect, render

from evidence.cases import case_for, case_of
from evidence.minors import is_minor
from takedown.ages import adults_only, ask_age, path_back, show_reports
from takedown.dates import today_for
from takedown.forms import AgeForm, SiteForm
from takedown.kept import letters_of
from takedown.letter_views import barred
from takedown.letters import GROUPS, LETTERS
from takedown.sites import begin_for, everywhere, known_sites


def letters(request):
    """What each kind is for, and the letters made so far."""
    case = case_of(request)
    if is_minor(case):
        return show_reports(request, case)
    made = [summary(each) for each in letters_of(case)]
    context = {"groups": grouped(LETTERS.values()), "made": made}
    return render(request, "takedown/letters.html", context)


def grouped(kinds):
    """(heading, kinds) of each group that has any."""
    groups = {
        heading: [kind for kind in kinds if kind.group == group]
        for group, heading in GROUPS.items()
    }
    return [(heading, found) for heading, found in groups.items() if found]


def summary(kept):
    letter = kept.letter
    missing = letter.missing(letter.paper(today_for(letter, kept.case_facts)))
    return {"kept": kept, "letter": letter, "gaps": len(missing)}


def age(request):
    """Asked once. It can be changed here at any time."""
    case = case_of(request)
    form = AgeForm(request.POST or None, facts=case.facts if case else None)
    if not form.is_valid():
        return ask_age(request, form)
    case_for(request).remember(under_18=form.cleaned_data["under_18"])
    back = path_back(form.cleaned_data["back"])
    return redirect(back or "takedown:letters")


@adults_only
def letter(request, kind):
    """Choose the site that a letter of this kind goes to, and begin it."""
    if kind not in LETTERS:
        raise Http404
    kind = LETTERS[kind]
    case = case_of(request)
    if kind.is_barred_by(case.facts):
        return barred(request, kind)
    if not kind.has_site:
        return letter_about_all(request, case, kind)
    chosen = {"site": f"platform:{request.GET.get('platform', '')}"}
    form = SiteForm(request.POST or None, initial=chosen, sites=known_sites(case))
    if not form.is_valid():
        context = {"form": form, "kind": kind}
        return render(request, "takedown/begin.html", context)
    kept = begin_for(case, kind, form.chosen())
    return redirect("takedown:page", kept.id, kind.pages[0].slug)


def letter_about_all(request, case, kind):
    """No site has to be chosen: one button begins it."""
    if request.method != "POST":
        return render(request, "takedown/begin.html", {"kind": kind})
    kept = begin_for(case, kind, everywhere(case))
    return redirect("takedown:page", kept.id, kind.pages[0].slug)
