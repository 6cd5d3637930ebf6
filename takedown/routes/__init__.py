"""The routes there are: words and where each leads. Which of them fit a place is said
in takedown/rules.py.

To add a route: write it in a module here, give it a row in RULES, and a line in the
truth table of tests/test_routes.py.
"""

from takedown.routes import abroad, canada, reports, search, site
from takedown.routes.route import ASKED, Odds, Route, Situation

__all__ = ["ASKED", "ROUTES", "Odds", "Route", "Situation"]

ROUTES = {
    route.slug: route
    for module in (reports, site, search, abroad, canada)
    for route in module.ROUTES
}
