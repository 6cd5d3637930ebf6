"""Each input says by itself that browsers shall not note what is in it: Firefox writes
it into its files else, even where the form says so (tests/browser/test_profile.py).
"""

import lxml.html
import pytest

from tests.pages import NOBODY, PAGE, PERSON, of, one_each

LISTED = [page for page in one_each(of(NOBODY, PERSON)) if page.kind == PAGE]
INPUTS = "//input[not(@type='hidden' or @type='submit')] | //textarea | //select"


@pytest.mark.django_db
def test_each_input_is_quiet(world):
    seen, loud = 0, []
    for page in LISTED:
        answer = world.client(page.who).get(page.path(world))
        inputs = lxml.html.fromstring(answer.content).xpath(INPUTS)
        seen += len(inputs)
        loud += [(str(page), i.name) for i in inputs if not i.get("autocomplete")]
    assert seen > 200
    assert loud == []
