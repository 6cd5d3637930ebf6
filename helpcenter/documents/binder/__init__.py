"""One long PDF, exhibit after exhibit, written as it goes with one of them in memory.

    chunks = bind(
        [
            Laid(cover, title="Cover"),
            Laid(slip, key="A", title="Exhibit A", label="Exhibit A"),
            Picture(read, "JPEG", 4032, 3024, 3, label="Exhibit A", alt="A message"),
        ],
        title="Exhibits",
    )

- A `Laid` part is words of the closed HTML set, laid out by WeasyPrint (pool.py) before
  the first byte is written, so that the number of pages is known. A link to
  https://binder.invalid/<key> leads to the part with that key, and the number of its
  page is printed behind it. Nowhere else do such links lead or show.
- A `Picture` is poured: the file's own compressed bytes, never a new picture.
- `Pages` are the pages of a PDF exhibit, made into forms by who cleaned it.

An exhibit that cannot be read when its turn has come becomes pages that say so.
The whole is tagged; every page is stamped with its number and its exhibit's label.
Knows nothing of apps, models or keys: exhibits come through their `open`.
"""

from helpcenter.documents.binder.binding import bind
from helpcenter.documents.binder.parts import (
    BinderWords,
    Laid,
    Pages,
    Picture,
    Unavailable,
)
from helpcenter.documents.binder.pool import lay_out

__all__ = ["BinderWords", "Laid", "Pages", "Picture", "Unavailable", "bind", "lay_out"]
