"""What the rules ask of a situation: one small question each.

The first line of a docstring completes "It is offered when …". The source says which
part of letters.md, which statute or which of our facts it is read from. What nobody
told us never takes a route away, except where a wrong one does harm.
"""

from directory.places import MEMBER_STATES
from takedown.engines import ENGINES, FED_BY_BING, GOOGLE
from takedown.routes.abroad import TABLE
from takedown.routes.route import ASKED

UK_DUTY = "gb-removal-duty-48-hour-takedown-on-an-intimate-image-content-report"
EEA_ONLY = {"IS", "LI", "NO"}  # not in the Union, under the GDPR all the same


def source(text):
    """Say where a predicate is read."""

    def said(predicate):
        predicate.source = text
        return predicate

    return said


# --- Who is in the picture, and whose it is


@source("letters.md G2, (j); 18 U.S.C. §§ 2252, 2252A")
def is_adult(it):
    """everyone in the picture was 18 or over"""
    return it.under_18 == "no"


@source("letters.md G2, (j) MG1: yes, not sure, and nobody asked")
def may_be_minor(it):
    """somebody in the picture was or may have been under 18"""
    return not is_adult(it)


@source("letters.md (b) DMCA0; 17 U.S.C. § 512(c)(3)(A)(vi). A fake has no clear owner")
def owns_it(it):
    """they took the picture themself, and it is no fake"""
    return it.taken_by == "me" and it.altered != "fake"


# --- What happened


@source("letters.md (a) TID2, (c) POL2: only what is there can be removed")
def is_out(it):
    """it was shared there, or nobody said that it was not"""
    return it.happened != "threatened"


@source("letters.md (k); 47 U.S.C. § 223(h)(6)")
def is_threat_only(it):
    """somebody threatens to share it, and it is not out yet"""
    return it.happened == "threatened"


@source("letters.md (k) Block the image early; (a) TID6 known identical copies")
def must_block_first(it):
    """it is not out yet, or was taken down and came back"""
    return is_threat_only(it) or it.is_repost


@source("letters.md POL6: a hash is offered beside removal")
def can_block_later(it):
    """it is out, for the first time"""
    return not must_block_first(it)


@source("letters.md (g) F1, FTC2: there was a request before")
def asked_under_the_act(it):
    """a 48-hour request was sent for it"""
    return ASKED in it.done


# --- What kind of place it is


@source("directory: status. A closed site answers nobody")
def is_running(it):
    """the site or app still runs"""
    return not it.is_closed


@source("directory: platforms")
def is_known(it):
    """the site is in our directory"""
    return bool(it.slug)


@source("letters.md (c): rules are known of a site, or can be looked up by its name")
def has_rules(it):
    """it is a site or app with a name, not only a web address"""
    return not it.is_unknown_site


@source("data/notes.md part 1; letters.md (b) Find the agent: the host; (g)")
def has_somebody_behind(it):
    """the site is unknown, closed or a host, or got a 48-hour request"""
    is_hard_to_reach = it.is_unknown_site or it.is_closed or it.category == "hosting"
    return is_hard_to_reach or (asked_under_the_act(it) and is_no_search_engine(it))


@source("letters.md (d): a result is hidden, nothing is hosted")
def is_search_engine(it):
    """it is a search engine"""
    return it.category == "search"


@source("letters.md (a): search engines are not named either way: use (d)")
def is_no_search_engine(it):
    """it is no search engine"""
    return not is_search_engine(it)


@source("letters.md (b) DMCA3, (d) G-1, (e) DSA2: the exact link")
def has_link(it):
    """there is a link to it"""
    return it.has_link


@source("directory: channel report")
def has_report_form(it):
    """we know the site's page for reports"""
    return "report" in it.channels


@source("directory: channel take-it-down; 47 U.S.C. § 223a(a)(1)(A)")
def has_form_of_the_act(it):
    """we know the site's form for the TAKE IT DOWN Act"""
    return "take-it-down" in it.channels


@source("letters.md (a) Who is a covered platform; If the process cannot be found")
def may_be_covered_without_form(it):
    """we know no such form, and it is no mere web host"""
    return not has_form_of_the_act(it) and it.category != "hosting"


@source("letters.md (b) Find the agent; directory: channel dmca")
def has_agent(it):
    """we know the site's copyright agent"""
    return "dmca" in it.channels


@source("letters.md (b) Find the agent; directory: channel dmca")
def has_no_agent(it):
    """we do not know the site's copyright agent"""
    return not has_agent(it)


@source("directory: supports_stopncii is yes")
def takes_stopncii(it):
    """the site takes part in StopNCII"""
    return it.takes_stopncii


@source("directory: supports_stopncii is no, or not known")
def takes_no_stopncii(it):
    """we do not know that the site takes part in StopNCII"""
    return not it.takes_stopncii


# --- Who can see it


@source("47 U.S.C. § 223a note (Act § 4(3)(B)): e-mail is excluded; letters.md (a)")
def is_mail(it):
    """it came by e-mail"""
    return it.visibility == "mail"


@source("47 U.S.C. § 223a note (Act § 4(3)(B)): e-mail is excluded; letters.md (a)")
def is_no_mail(it):
    """it did not come by e-mail"""
    return not is_mail(it)


@source("letters.md (b), (e) DSA2: what only its receivers have is no link")
def is_no_private_message(it):
    """it was not only sent as a private message"""
    return it.visibility not in {"private", "mail"}


@source("letters.md (d): what a search engine can find, or nobody knows")
def may_be_public(it):
    """anybody may be able to see it"""
    return it.visibility in {"public", "unsure", ""}


@source("letters.md (d)")
def is_page_in_search(it):
    """it is on a page that a search engine can show"""
    return may_be_public(it) and it.has_link and is_no_search_engine(it)


@source("letters.md (d) Google Search")
def can_be_in_google(it):
    """Google may show it"""
    return is_page_in_search(it) or it.slug == GOOGLE


@source("letters.md (d) Bing; directory: bing, duckduckgo, yahoo")
def can_be_in_bing(it):
    """Bing may show it, or an engine that uses results from Bing"""
    return is_page_in_search(it) or it.slug in FED_BY_BING


@source("letters.md (d) names Google and Bing; the others are in the directory")
def is_other_engine(it):
    """it is a search engine other than Google and Bing"""
    return is_search_engine(it) and it.slug not in ENGINES


# --- Where the person lives


def lives_in(*codes, words, read_in):
    """A predicate for people of these countries or provinces."""

    def lives_there(it):
        return it.country in codes or it.state in codes

    lives_there.__name__ = f"lives_in_{words.replace(' ', '_')}"
    lives_there.__doc__ = f"they live in {words}"
    return source(read_in)(lives_there)


in_eu = lives_in(
    *MEMBER_STATES, words="the European Union", read_in="letters.md (e) DSA, art. 16"
)
in_gdpr_area = lives_in(
    *MEMBER_STATES,
    *EEA_ONLY,
    "GB",
    words="the European Economic Area or the United Kingdom",
    read_in="letters.md (e) GDPR; UK GDPR",
)
in_uk = lives_in(
    "GB", words="the United Kingdom", read_in="letters.md (e) United Kingdom"
)
in_australia = lives_in(
    "AU", words="Australia", read_in="letters.md (e) AU1-AU4: a link to Australia"
)
in_india = lives_in("IN", words="India", read_in="letters.md (e) IN1-IN4")
in_bc = lives_in("CA-BC", words="British Columbia", read_in=f"{TABLE}: BC, H")
in_quebec = lives_in("CA-QC", words="Quebec", read_in=f"{TABLE}: QC, H/M")
in_south_korea = lives_in("KR", words="South Korea", read_in=f"{TABLE}: H")
in_japan = lives_in("JP", words="Japan", read_in=f"{TABLE}: H")
in_brazil = lives_in("BR", words="Brazil", read_in=f"{TABLE}: H")
in_taiwan = lives_in("TW", words="Taiwan", read_in=f"{TABLE}: H")
in_italy = lives_in("IT", words="Italy", read_in=f"{TABLE}: H")
in_spain = lives_in("ES", words="Spain", read_in=f"{TABLE}: H")
in_france = lives_in("FR", words="France", read_in=f"{TABLE}: H/M")
in_belgium = lives_in("BE", words="Belgium", read_in=f"{TABLE}: H/M")
in_new_zealand = lives_in(
    "NZ", words="New Zealand", read_in=f"{TABLE}: M; directory: nz-netsafe, high"
)
in_singapore = lives_in("SG", words="Singapore", read_in=f"{TABLE}: H/M")


@source(f"{TABLE}: BC and Quebec; the province was not told")
def in_canada_somewhere(it):
    """they live in Canada, and did not say in which province"""
    return it.country == "CA" and not it.state


WITH_A_WAY = {
    *("US", "GB", "AU", "IN", "KR", "JP", "BR"),
    *("TW", "IT", "ES", "FR", "BE", "NZ", "SG"),
}
PROVINCES_WITH_A_WAY = {"CA-BC", "CA-QC"}


@source("directory: helplines and laws by country")
def has_no_way_of_its_own(it):
    """they said where they live, and we list no quick way of that place"""
    listed = it.country in WITH_A_WAY or it.state in PROVINCES_WITH_A_WAY
    return bool(it.country) and not listed and not in_canada_somewhere(it)


@source("letters.md (e) United Kingdom: L for the commencement; our staff confirm it")
def is_uk_duty_in_force(it):
    """staff confirmed that the 48-hour duty of the United Kingdom has begun"""
    return UK_DUTY in it.in_force


@source("letters.md (g); directory: the complaint is for people in the United States")
def may_be_in_us(it):
    """they live in the United States, or did not say where"""
    return it.country in {"", "US"}
