"""Statutes and rules, by place and by what they are about."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from directory.fields import public_link
from directory.models.fact import (
    NOT_SURE,
    Confidence,
    Fact,
    FactQuerySet,
    LinkStatus,
    host_in,
    rank,
    web_or_empty,
)
from directory.places import place_choices, place_name, places_of

AS_OF = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?|memory")
SAY_AS_OF = _("Write a year (2026), a year and month (2026-02), or memory.")


class Topic(models.TextChoices):
    NCII_CRIMINAL = "ncii_criminal", _("Sharing intimate images: crimes")
    FEDERAL_CRIMINAL = "federal_criminal", _("Sharing intimate images: federal crime")
    DEEPFAKE_CRIMINAL = "deepfake_criminal", _("Fake or altered images: crimes")
    SEXTORTION = "sextortion", _("Threats and blackmail")
    HARASSMENT = "harassment", _("Harassment")
    OTHER_FEDERAL = "other_federal", _("Other federal crimes that may fit")
    MILITARY = "military", _("In the armed forces")
    MINORS = "minors", _("Images of anyone under 18")
    FEDERAL_REMOVAL = "federal_removal", _("Getting it removed: federal law")
    STATE_REMOVAL = "state_removal", _("Getting it removed: state law")
    REMOVAL_DUTY = "removal_duty", _("Getting it removed")
    NCII_CIVIL = "ncii_civil", _("Going to court yourself")
    FEDERAL_CIVIL = "federal_civil", _("Going to court yourself: federal law")
    DEEPFAKE_CIVIL = "deepfake_civil", _("Going to court yourself: fake images")
    DATA_PROTECTION = "data_protection", _("Your personal data")
    COPYRIGHT = "copyright", _("Copyright, if you took the picture")
    PRESERVATION = "preservation", _("Keeping records, and what companies may give out")


class LawClass(models.TextChoices):
    FELONY = "felony", _("Felony")
    MISDEMEANOR = "misdemeanor", _("Misdemeanor")
    CRIMINAL = "criminal", _("Crime")
    CIVIL = "civil", _("Civil law (a court case or a request of your own)")
    BOTH = "both", _("Both")


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

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    place = models.CharField(_("place"), max_length=6, choices=place_choices)
    topic = models.CharField(_("topic"), max_length=17, choices=Topic)
    title = models.CharField(_("title"), max_length=160)
    citation = models.CharField(_("citation"), max_length=200)
    classification = models.CharField(
        _("classification"), max_length=11, choices=LawClass, blank=True
    )
    summary = models.TextField(
        _("summary"), help_text=_("In plain words. A lawyer must agree with it.")
    )
    official_url = models.URLField(
        _("official url"), max_length=400, blank=True, validators=[public_link]
    )
    link_status = models.CharField(
        _("link status"), max_length=7, choices=LinkStatus, blank=True
    )
    as_of = models.CharField(
        _("state of the law"),
        max_length=10,
        help_text=_(
            "Year, or year and month (2026-02), of the text we read; or memory."
        ),
    )

    objects = LawQuerySet.as_manager()
    SURE = {
        Confidence.HIGH: _("From the text of the law, or a source that quotes it."),
        Confidence.MEDIUM: _("From a secondary source."),
        Confidence.LOW: NOT_SURE,
    }

    class Meta(Fact.Meta):
        verbose_name = _("law")
        verbose_name_plural = _("laws")
        ordering = ["place", "topic", "citation"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=web_or_empty("official_url"), name="law_url"
            ),
        ]

    def __str__(self):
        return f"{self.citation} ({self.place_name})"

    def clean(self):
        """A day, or what a spreadsheet made of a month, could not be printed."""
        if not AS_OF.fullmatch(self.as_of):
            raise ValidationError({"as_of": SAY_AS_OF})

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
            return _("Felony or misdemeanor, by how serious it is")
        return _("Crime, and civil law too")

    @property
    def as_of_words(self):
        if self.as_of == "memory":
            return _("no dated source")
        year, _dash, month = self.as_of.partition("-")
        day = month and datetime.date(int(year), int(month), 1)
        return date_format(day, "YEAR_MONTH_FORMAT") if day else year

    @property
    def source_words(self):
        return SOURCES.get(self.source, self.source)

    @property
    def host(self):
        return host_in(self.official_url)


SOURCES = {"memory": _("general knowledge, no text was read")}
