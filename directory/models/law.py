"""Statutes and rules, by place and by what they are about."""

from calendar import month_name

from django.db import models
from django.utils.formats import date_format

from directory.models.fact import (
    Fact,
    FactQuerySet,
    LinkStatus,
    host_in,
    rank,
    web_or_empty,
)
from directory.models.platform import WEB
from directory.places import place_choices, place_name, places_of


class Topic(models.TextChoices):
    NCII_CRIMINAL = "ncii_criminal", "Sharing intimate images: crimes"
    FEDERAL_CRIMINAL = "federal_criminal", "Sharing intimate images: federal crime"
    DEEPFAKE_CRIMINAL = "deepfake_criminal", "Fake or altered images: crimes"
    SEXTORTION = "sextortion", "Threats and blackmail"
    HARASSMENT = "harassment", "Harassment"
    OTHER_FEDERAL = "other_federal", "Other federal crimes that may fit"
    MILITARY = "military", "In the armed forces"
    MINORS = "minors", "Images of anyone under 18"
    FEDERAL_REMOVAL = "federal_removal", "Getting it removed: federal law"
    STATE_REMOVAL = "state_removal", "Getting it removed: state law"
    REMOVAL_DUTY = "removal_duty", "Getting it removed"
    NCII_CIVIL = "ncii_civil", "Going to court yourself"
    FEDERAL_CIVIL = "federal_civil", "Going to court yourself: federal law"
    DEEPFAKE_CIVIL = "deepfake_civil", "Going to court yourself: fake images"
    DATA_PROTECTION = "data_protection", "Your personal data"
    COPYRIGHT = "copyright", "Copyright, if you took the picture"
    PRESERVATION = "preservation", "Keeping records, and what companies may give out"


class LawClass(models.TextChoices):
    FELONY = "felony", "Felony"
    MISDEMEANOR = "misdemeanor", "Misdemeanor"
    CRIMINAL = "criminal", "Crime"
    CIVIL = "civil", "Civil law (a court case or a request of your own)"
    BOTH = "both", "Both"


class LawQuerySet(FactQuerySet):
    def of_place(self, country, state=""):
        """All that holds there, the nearest place first, then by topic."""
        places = places_of(country, state)
        return self.filter(place__in=places).order_by(
            rank("place", places), rank("topic", Topic.values), "citation"
        )

    def printable(self, country, state=""):
        """What may be printed as law for somebody there: nothing of low confidence.

        A state brings its country with it, a member state the European Union.
        """
        return self.confirmed().of_place(country, state)


class Law(Fact):
    """One statute or rule, with our plain summary of it."""

    slug = models.SlugField(max_length=120, unique=True)
    place = models.CharField(max_length=6, choices=place_choices)
    topic = models.CharField(max_length=17, choices=Topic)
    title = models.CharField(max_length=160)
    citation = models.CharField(max_length=200)
    classification = models.CharField(max_length=11, choices=LawClass, blank=True)
    summary = models.TextField(help_text="In plain words. A lawyer must agree with it.")
    official_url = models.URLField(max_length=400, blank=True, validators=[WEB])
    link_status = models.CharField(max_length=7, choices=LinkStatus, blank=True)
    as_of = models.CharField(
        "state of the law",
        max_length=10,
        help_text="Year, or year and month (2026-02), of the text we read; or memory.",
    )

    objects = LawQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["place", "topic", "citation"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=web_or_empty("official_url"), name="law_url"
            ),
        ]

    def __str__(self):
        return f"{self.citation} ({self.place_name})"

    @property
    def place_name(self):
        return place_name(self.place)

    @property
    def class_words(self):
        """What kind of law it is. "Both" is felony and misdemeanor for a crime in the
        United States, else crime and civil law.
        """
        if self.classification != LawClass.BOTH:
            return self.get_classification_display()
        if self.place.startswith("US") and not self.topic.endswith("civil"):
            return "Felony or misdemeanor, by how serious it is"
        return "Crime, and civil law too"

    @property
    def as_of_words(self):
        if self.as_of == "memory":
            return "no dated source"
        year, _, month = self.as_of.partition("-")
        return f"{month_name[int(month)]} {year}" if month else year

    @property
    def confidence_words(self):
        if self.was_opened():
            return f"Checked by us on {date_format(self.checked_on, 'j F Y')}."
        if self.is_high():
            return "From the text of the law, or a source that quotes it."
        return "From a secondary source. Not checked by us."

    @property
    def source_words(self):
        return SOURCES.get(self.source, self.source)

    @property
    def host(self):
        return host_in(self.official_url)

    def link_is_unchecked(self):
        return self.link_status != LinkStatus.SEEN and not self.was_opened()


SOURCES = {"memory": "general knowledge, no text was read"}
