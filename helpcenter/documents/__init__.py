"""Paper: one piece of plain HTML becomes PDF, Word and text with the same words.

    document = Document(source, title="Request", language="en", paper=LETTER)
    to_pdf(document), to_docx(document), to_text(document)

Write the source as a Django template, so that facts are escaped. Only this may be in
it; anything else raises UnsupportedHTML, which names it:

====================  ============================  ====================================
tag                   may hold                      may have
====================  ============================  ====================================
(the document)        h1 h2 h3 p ul ol table
                      blockquote hr
h1 h2 h3 caption      words                         dir lang
p                     words                         dir lang; class, one of sender
                                                    recipient date subject signature
                                                    note fine
ul ol                 li; three deep at most        dir lang
li td                 words, p ul ol                dir lang
blockquote            p ul ol                       dir lang
table                 caption thead tbody tr        dir lang
thead tbody           tr (thead: one)
tr                    th td; equally many in each
th                    words                         dir lang scope; class narrow or wide
                                                    (the table's first row decides)
hr                                                  class page: a new page
strong em a           words, but not itself         a: href, http https mailto or tel
br                                                  (a line end)
====================  ============================  ====================================

- A link whose words do not say where it leads is followed by that, in every format:
  "the form (https://…)". A link that nobody could open is printed as words.
- A block runs the way its first letter does unless `dir` says otherwise.
- Empty blocks, lists and tables are left out, so templates may loop over nothing.
- Control characters, lone surrogates and direction overrides are left out.
- Columns share the width evenly; a narrow one takes 0.4 of a share, a wide one
  2.4 shares.

PDF draws its letters from the system's fonts, the packages of FONT_PACKAGES. Knows
nothing of the apps, of models, of the vault.
"""

from helpcenter.documents.docx import to_docx
from helpcenter.documents.html import UnsupportedHTML
from helpcenter.documents.paper import A4, LETTER, Document, Paper, paper_for
from helpcenter.documents.pdf import FONT_PACKAGES, to_pdf
from helpcenter.documents.text import to_text

__all__ = [
    "A4",
    "FONT_PACKAGES",
    "LETTER",
    "Document",
    "Paper",
    "UnsupportedHTML",
    "paper_for",
    "to_docx",
    "to_pdf",
    "to_text",
]
