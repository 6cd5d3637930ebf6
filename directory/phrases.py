"""Short words that many facts are made of: languages, what it costs, whom to ask for.

Facts are kept in English. Of these we know how to say them in the language of the page;
what is longer stays as it is, and its page says that it is English.
"""

from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

LANGUAGES = [
    *(_("Afrikaans"), _("Arabic"), _("Basque"), _("Bengali"), _("Catalan")),
    *(_("Chinese"), _("Cree"), _("Danish"), _("Dutch"), _("English"), _("Filipino")),
    *(_("Finnish"), _("French"), _("Galician"), _("German"), _("Hebrew"), _("Hindi")),
    *(_("Indonesian"), _("Irish"), _("Italian"), _("Japanese"), _("Korean")),
    *(_("Kurdish"), _("Luganda"), _("Malay"), _("Maori"), _("Marathi")),
    *(_("Norwegian"), _("Ojibway"), _("Polish"), _("Portuguese"), _("Quechua")),
    *(_("Russian"), _("Sinhala"), _("Spanish"), _("Swahili"), _("Swedish")),
    *(_("Tamil"), _("Turkish"), _("Urdu"), _("Welsh"), _("Yoruba"), _("Zulu")),
    *(_("interpreters"), _("many languages"), _("other languages")),
    *(_("the language of the country"), _("sign language")),
]
COSTS = [_("free"), _("free (message rates may apply)"), _("paid")]
HOURS = [
    *(_("office hours"), _("online"), _("weekdays (not confirmed)")),
    *(_("24/7 (not confirmed)"), _("24/7 (reported)"), _("phone 24/7")),
    *(_("24/7 web"), _("24/7 web form"), _("web form"), _("web form any time")),
    *(_("web guides"), _("web page"), _("web service"), _("web tool")),
    *(_("web tool, any time"), _("answered in days")),
    _("afternoons and evenings (not confirmed)"),
]
LABELS = [
    *(_("police"), _("ambulance"), _("ambulance and fire"), _("medical")),
    *(_("children"), _("women"), _("men"), _("option 1"), _("then press 1")),
]
# How to reach a line without speaking: the usual ways, and all of the United States,
# whose lines are offered first.
TEXTS = [
    *(_("chat"), _("chat and email"), _("text and chat"), _("WhatsApp and email")),
    *(_("email"), _("country list"), _("web report"), _("chat evenings")),
    *(_("text 911 in many areas"), _("text 838255"), _("text 233733; chat")),
    _("text 988; chat at 988lifeline.org; Spanish: press 2 or text AYUDA"),
    _("text HOME to 741741 (HOLA for Spanish); WhatsApp for Spanish"),
    _("text HOPE to 64673 (not confirmed); chat at rainn.org; Spanish available"),
    _("text LOVEIS to 22522; chat"),
    _("text START to 678-678; chat"),
    _("text START to 88788; chat at thehotline.org"),
    _("text THORN to 741741"),
    _("text and chat at strongheartshelpline.org"),
    *(_("text to the same number; chat"), _("web email form")),
    _("peer support platform"),
]
PHRASES = {*LANGUAGES, *COSTS, *HOURS, *LABELS, *TEXTS, "24/7", "TTY"}
KEPT_IN = "en"


def said(text):
    """A fact in the language of the page where we know how, else as it is kept."""
    return gettext(text) if text in PHRASES else text


def is_abroad():
    """Whether the page is in another language than the facts."""
    return get_language() != KEPT_IN


def marked(text):
    """The same for a page: what it cannot say in its language is marked as English."""
    if not text or text in PHRASES or not is_abroad():
        return said(text)
    return format_html('<span lang="{}">{}</span>', KEPT_IN, text)
