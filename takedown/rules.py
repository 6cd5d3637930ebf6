"""Which routes fit which situation: one row each, read from top to bottom.

A route is offered when everything in its row holds. The rows stand in the order in
which routes are shown; all may run at the same time. What each word means, and where it
is read, is in takedown/routes/predicates.py.
"""

from dataclasses import dataclass

from takedown.routes import ROUTES
from takedown.routes import predicates as when


@dataclass(frozen=True)
class Rule:
    route: str
    when: tuple

    def holds(self, situation):
        return all(predicate(situation) for predicate in self.when)


def rule(route, *predicates):
    return Rule(route, predicates)


# What many rows begin with.
OUT = (when.is_adult, when.is_out)
AT_THE_SITE = (*OUT, when.is_running, when.is_no_mail, when.is_no_search_engine)

RULES = (
    # Perhaps under 18: reports, and nothing else.
    rule("cybertipline", when.may_be_minor),
    rule("take-it-down-ncmec", when.may_be_minor),
    rule("child-lines", when.may_be_minor),
    # Preserve first.
    rule("hold-email", when.is_adult, when.is_mail),
    rule("litigation-hold", when.is_adult, when.is_no_mail, when.is_no_search_engine),
    # It is not out yet, or it came back: block copies before all else.
    rule("stopncii", when.is_adult, when.must_block_first, when.takes_stopncii),
    rule(
        "stopncii-others",
        *(when.is_adult, when.must_block_first, when.takes_no_stopncii),
    ),
    rule(
        "policy-threat",
        *(when.is_adult, when.is_threat_only, when.is_running, when.has_rules),
        *(when.is_no_mail, when.is_no_search_engine),
    ),
    # To the site itself.
    rule("in-app-report", *AT_THE_SITE, when.is_known),
    rule("platform-form", *AT_THE_SITE, when.has_report_form),
    rule("take-it-down-form", *AT_THE_SITE, when.has_form_of_the_act),
    rule("take-it-down", *AT_THE_SITE, when.may_be_covered_without_form),
    rule("policy", *AT_THE_SITE, when.has_rules),
    rule("follow-up", *OUT, when.asked_under_the_act),
    rule("ftc", *OUT, when.asked_under_the_act, when.may_be_in_us),
    # To those who stand behind it.
    rule(
        "host-notice",
        *(*OUT, when.has_link, when.has_somebody_behind, when.is_no_private_message),
    ),
    # To search engines.
    rule("delist-google", *OUT, when.can_be_in_google),
    rule("delist-bing", *OUT, when.can_be_in_bing),
    rule("search-form", *OUT, when.is_other_engine),
    rule("other-search", *OUT, when.is_page_in_search),
    # It is out, for the first time: block copies too.
    rule("stopncii", when.is_adult, when.can_block_later, when.takes_stopncii),
    rule(
        "stopncii-others",
        *(when.is_adult, when.can_block_later, when.takes_no_stopncii),
    ),
    # Copyright, for who took the picture. After the others: it gives the name away.
    rule(
        "dmca",
        *(*AT_THE_SITE, when.owns_it, when.has_link, when.is_no_private_message),
        when.has_agent,
    ),
    rule(
        "dmca-look-up",
        *(*AT_THE_SITE, when.owns_it, when.has_link, when.is_no_private_message),
        when.has_no_agent,
    ),
    rule("dmca-search", *OUT, when.owns_it, when.can_be_in_google),
    # Under the law of where the person lives: to the site.
    rule(
        "dsa",
        *(*AT_THE_SITE, when.in_eu, when.has_link, when.is_no_private_message),
    ),
    rule(
        "gdpr",
        *(*OUT, when.is_running, when.in_gdpr_area, when.has_link),
        when.is_no_private_message,
    ),
    rule(
        "uk-report",
        *(*OUT, when.is_running, when.is_no_mail, when.in_uk),
        when.is_uk_duty_in_force,
    ),
    rule("ofcom", *OUT, when.is_running, when.is_no_mail, when.in_uk),
    rule("india", *OUT, when.is_running, when.in_india),
    rule("brazil", *OUT, when.is_running, when.has_link, when.in_brazil),
    # To an office, a court or a helpline of that place.
    rule("uk-helpline", when.is_adult, when.in_uk),
    rule("esafety", when.is_adult, when.in_australia),
    rule("bc-tribunal", when.is_adult, when.in_bc),
    rule("quebec", when.is_adult, when.in_quebec),
    rule("bc-tribunal-if", when.is_adult, when.in_canada_somewhere),
    rule("quebec-if", when.is_adult, when.in_canada_somewhere),
    rule("south-korea", when.is_adult, when.in_south_korea),
    rule("japan", *OUT, when.in_japan),
    rule("taiwan", *OUT, when.in_taiwan),
    rule("italy", when.is_adult, when.in_italy),
    rule("spain", *OUT, when.in_spain),
    rule("france", when.is_adult, when.in_france),
    rule("belgium", *OUT, when.in_belgium),
    rule("new-zealand", when.is_adult, when.in_new_zealand),
    rule("singapore", *OUT, when.in_singapore),
    rule("your-country", when.is_adult, when.has_no_way_of_its_own),
)


def plan(situation):
    """The routes that are still open, in order. All may run at the same time."""
    return [each for each in fitting(situation) if not is_begun(each, situation)]


def fitting(situation):
    """Those that are open or were taken already, in order."""
    return [ROUTES[each.route] for each in RULES if each.holds(situation)]


def is_begun(route, situation):
    """Whether its letter was made or, without one, the person told us that they took
    it. What came back is asked for anew.
    """
    is_made = route.mark in situation.done and route.is_once
    return is_made and not situation.is_repost
