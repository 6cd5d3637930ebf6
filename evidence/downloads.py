"""Big files on their way to the person: in pieces, never compressed, never kept."""

from django.http import StreamingHttpResponse

# Such an answer is never a page (security study, part 5.3). It is not compressed: what
# is in it is, or is sealed, and its length must stay the one that is announced.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Encoding": "identity",
}


def as_stream(pieces, content_type, name, size=None):
    """The answer that saves these pieces as a file of this neutral name."""
    response = StreamingHttpResponse(pieces, content_type=content_type, headers=HEADERS)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if size is not None:
        response.headers["Content-Length"] = str(size)
    return response


def begun(pieces):
    """The same pieces, the first of them read: so that it fails now, or hardly ever."""
    first = next(pieces, b"")

    def all_of_them():
        yield first
        yield from pieces

    return all_of_them()
