"""Papers from the chart: what somebody takes to a court, the police or a lawyer.

Each is a Paper in a module of its own; its words are in templates/evidence/paper/. To
add one, write its module and its template and put it in PAPERS. What a lawyer listed as
needed is in `elements`, by its id; the same id stands beside it in the template.
"""

from evidence.papers import blank, certificate, declaration, intake, police
from evidence.papers.paper import Paper, Told

__all__ = ["PAPERS", "Paper", "Told"]
PAPERS = {
    each.PAPER.slug: each.PAPER
    for each in (police, declaration, certificate, intake, blank)
}
