"""Home, the guide and the plan. The only module that imports formtools."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from formtools.wizard.storage.base import BaseStorage
from formtools.wizard.views import NamedUrlWizardView

from directory.finding import look_for, looking_for
from directory.models import Helpline
from directory.places import ELSEWHERE, EVERYWHERE, place_name
from evidence import cases
from guide.forms import CountryForm
from guide.plan import by_urgency, make_plan
from guide.progress import way_through
from guide.saved import Saved
from guide.steps import PARTS, STEPS
from guide.steps.base import url_of
from guide.voice import speak, voice_of
from helpcenter import privacy
from helpcenter.documents import Document, paper_for
from helpcenter.documents.download import FORMATS, download

PLAN = "plan"
CRISIS_KINDS = ("suicide_crisis", "domestic_violence", "sexual_assault", "ncii")
PAGES = (
    "staying-safe",
    "questions",
    "privacy",
    "protection",
    "terms",
    "accessibility",
    "how-this-works",
    "first-day",
    "definitions",
)


class CaseStorage(BaseStorage):
    """formtools' storage, in the person's case. Nothing is kept of where they are: that
    is for the URL to say.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.init_data()
        self.saved = Saved(self.request)

    def get_step_data(self, step):
        return self.saved.of(step)

    def set_step_data(self, step, cleaned_data):
        self.saved.save(step, cleaned_data)


class Guide(NamedUrlWizardView):
    """Ask the steps one page at a time, in any order. formtools knows which apply and
    which is next. Unlike it, we insist on no answer and forget none.
    """

    storage_name = f"{__name__}.CaseStorage"
    template_name = "guide/step.html"
    form_list = [(step.slug, step) for step in STEPS]
    condition_dict = {
        step.slug: lambda guide, slug=step.slug: guide.shows(slug) for step in STEPS
    }

    @property
    def answers(self):
        return self.storage.saved.answers

    def shows(self, slug):
        """Also the page somebody is on and that applies no more: an old tab is no error
        (formtools would answer it with one).
        """
        return slug in self.answers.applying or slug == self.storage.current_step

    def dispatch(self, request, *args, step, **kwargs):
        if step not in self.form_list:
            raise Http404
        return super().dispatch(request, *args, step=step, **kwargs)

    def get(self, request, *args, step, **kwargs):
        self.storage.current_step = step
        return self.render(self.get_form())

    def post(self, request, *args, step, **kwargs):
        """Take the step from the URL alone. formtools believes a hidden field and, once
        its session has expired, credits the answer to the first step.
        """
        self.storage.current_step = step
        request.POST = request.POST.copy()
        request.POST[f"{self.prefix}-current_step"] = step
        request.POST.pop("wizard_goto_step", None)
        return super().post(request, *args, step=step, **kwargs)

    # What formtools asks

    def get_form_prefix(self, step=None, form=None):
        """None: names of fields are unique, and short in what a person may see."""

    def get_form_kwargs(self, step=None):
        return {"voice": voice_of(self.answers)}

    def get_form_initial(self, step):
        return self.storage.get_step_data(step)

    def process_step(self, form):
        return form.cleaned_data

    def process_step_files(self, form):
        """Nothing: no step takes a file, whatever is sent."""
        return {}

    def render_next_step(self, form, **kwargs):
        return redirect(self.url_after())

    render_done = render_next_step

    # Where to go

    def url_after(self):
        """The page after this one has been saved: itself to say that it does not apply,
        where the person came from to change it, or the next.
        """
        current = self.steps.current
        if current not in self.answers.applying:
            query = f"?change={self.came_from()}" if self.is_change() else ""
            return url_of(current) + query
        return url_of(self.came_from()) if self.is_change() else self.url_on()

    def url_on(self):
        return url_of(self.steps.next or PLAN)

    def is_change(self):
        return "change" in self.request.GET

    def came_from(self):
        """The page that somebody left in order to change this answer."""
        origin = self.request.GET.get("change")
        return origin if origin in self.form_list else PLAN

    # What the page shows

    def get_context_data(self, form, **kwargs):
        saved = self.storage.saved
        context = told(saved) | form.context(saved.answers)
        context |= self.words_of(form) | self.ways(form)
        return super().get_context_data(form, **context, **kwargs)

    def words_of(self, form):
        saved, voice = self.storage.saved, voice_of(self.answers)
        applies = form.slug in self.answers.applying
        asks = applies or bool(form.errors)
        return {
            "part": form.part.title,
            "title": speak(form.title, voice),
            "why": speak(form.why, voice),
            "minutes": form.minutes,
            "words": form.words,
            "is_reading": form.is_reading(),
            "applies": applies,
            "asks": asks,
            "has_boxes": asks and not form.is_reading(),
            "kept": form.summary(saved.of(form.slug), voice),
            "is_urgent": form.part is PARTS[0] and self.answers.needs_help_now(),
        }

    def ways(self, form):
        saved, voice = self.storage.saved, voice_of(self.answers)
        steps = self.answers.applying.values()
        return {
            "current": form.slug,
            "way_back": url_of(self.came_from()) if self.is_change() else "",
            "back": url_of(self.steps.prev) if self.steps.prev else "",
            "on": self.url_on(),
            "plan_url": url_of(PLAN),
            "way": way_through(steps, saved.by_step, type(form), voice),
        }


guide = Guide.as_view(url_name="guide:step", done_step_name=PLAN)


def told(saved):
    """What every page of the guide may speak of: the answers, and whose they are."""
    voice = voice_of(saved.answers)
    return {
        "answers": saved.answers,
        "summary": list(saved.summary(voice)),
        **voice,
    }


def home(request):
    """The first screen: safety first, then choice."""
    return render(request, "guide/home.html", told(Saved(request)))


def page(request, slug):
    if slug not in PAGES:
        raise Http404
    return render(request, f"guide/pages/{slug}.html", told(Saved(request)))


def plan(request):
    saved = Saved(request)
    groups = by_urgency(make_plan(saved.answers))
    context = {"groups": groups, "current": PLAN, **told(saved)}
    return render(request, "guide/plan.html", context)


def plan_paper(request, extension):
    """The plan to take along."""
    if extension not in FORMATS:
        raise Http404
    answers = Saved(request).answers
    groups = by_urgency(make_plan(answers))
    context = {"groups": groups, "answers": answers, **voice_of(answers)}
    source = render_to_string("guide/paper/plan.html", context)
    paper = paper_for(answers["country"])
    document = Document(source, gettext("Plan"), get_language(), paper)
    return download(document, extension)


def now(request):
    """Crisis help, for the country we know of or the one chosen here."""
    saved = Saved(request)
    country = looking_for(request).get("country") or saved.facts.get("country") or ""
    posted = request.POST if request.method == "POST" else None
    form = CountryForm(posted, initial={"country": country})
    if form.is_valid():
        look_for(request, country=form.cleaned_data["country"], state="")
        return redirect("guide:now")
    lines = crisis_lines(country, saved.answers) if country else {}
    return render(request, "guide/now.html", {"form": form, **lines, **told(saved)})


def crisis_lines(country, answers):
    """Whom to call there, the most urgent kind first."""
    kinds = [*CRISIS_KINDS, *(["child_protection"] if answers.is_minor() else [])]
    lines = Helpline.objects.for_need(country, kinds)
    if country != ELSEWHERE:
        lines = lines.exclude(country=EVERYWHERE)
    return {
        "place": place_name(country),
        "emergency": Helpline.objects.emergency(country),
        "lines": sorted(lines, key=lambda line: kinds.index(line.kind)),
    }


@csrf_exempt
def leave(request):
    """End the visit and go. What was only for this visit is gone at once."""
    cases.leave(request)
    return privacy.leave(request)
