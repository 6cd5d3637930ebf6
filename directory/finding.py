"""What a person is looking for, kept in their sealed session for this visit only: a
search, a country, a site. So none of it stands in an address or in the history.

Other apps may fill it in beforehand: look_for(request, country="US", state="US-NY").
"""

KEY = "find"


def looking_for(request):
    """Codes and words by name: country, state, their_place, need, query, host."""
    return request.session.get(KEY, {})


def place_of(request):
    """The code of the state or country that they look from; "" if we do not know."""
    what = looking_for(request)
    return what.get("state") or what.get("country", "")


def look_for(request, **what):
    """Remember these for the visit, and what was remembered before."""
    request.session[KEY] = looking_for(request) | what
