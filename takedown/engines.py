"""The search engines a letter can ask to hide results, by slug of the directory."""

GOOGLE, BING = "google-search", "bing"
ENGINES = {GOOGLE: "Google", BING: "Bing"}
FED_BY_BING = {BING, "duckduckgo", "yahoo"}


def shows_results_of(slug, engine):
    """Whether what this search engine shows comes from that one."""
    return slug in (FED_BY_BING if engine == BING else {engine})
