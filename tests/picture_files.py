"""Well-meant files for the tests: pictures and a PDF with all that a PDF can have."""

from io import BytesIO

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()
ORIENTATION, EXIF, GPS, TAKEN, OFFSET = 0x0112, 0x8769, 0x8825, 0x9003, 0x9011

# The quarters of the picture once each orientation was undone, as a camera means it.
UPRIGHT = {
    1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg",
    5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb",
}  # fmt: skip


def saved(picture, kind, **how):
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def opened(data):
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def corners(picture):
    """The colour of each quarter: top left, top right, bottom left, bottom right."""
    right, bottom = picture.width * 3 // 4, picture.height * 3 // 4
    left, top = picture.width // 4, picture.height // 4
    places = [(left, top), (right, top), (left, bottom), (right, bottom)]
    picture = picture.convert("RGB")
    return "".join(colour_name(picture.getpixel(place)) for place in places)


COLOURS = {"r": (255, 0, 0), "g": (0, 255, 0), "b": (0, 0, 255), "w": (255, 255, 255)}


def colour_name(pixel):
    """The nearest of the four; "k" for black, "?" for none of them."""
    names = COLOURS | {"k": (0, 0, 0)}
    for name, colour in names.items():
        if all(abs(a - b) < 16 for a, b in zip(pixel, colour, strict=True)):
            return name
    return "?"


def quarters(mode="RGB", size=(160, 120)):
    """Red, green, blue and white, so that each turn of it can be told."""
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    middle, right = (size[0] // 2, size[1] // 2), size[0]
    draw.rectangle((0, 0, middle[0] - 1, middle[1] - 1), COLOURS["r"])
    draw.rectangle((middle[0], 0, right, middle[1] - 1), COLOURS["g"])
    draw.rectangle((0, middle[1], middle[0] - 1, size[1]), COLOURS["b"])
    draw.rectangle((*middle, *size), COLOURS["w"])
    return picture.convert(mode)


def gradient(mode, size=(64, 48)):
    """Nearly every pixel is another, also where one can see through it."""
    across = Image.linear_gradient("L").resize(size)
    bands = (across, across.transpose(Image.Transpose.ROTATE_180), across, across)
    return Image.merge(mode, bands[: len(mode)])


def exif(orientation=1, taken="", offset=""):
    """With a place in it, as telephones note it."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (40.0, 41.0, 21.0), 29: "2026:03:05"})
    notes = exif.get_ifd(EXIF)
    notes.update({t: v for t, v in ((TAKEN, taken), (OFFSET, offset)) if v})
    return exif.tobytes()


# --- A PDF


def pdf_bytes(pdf, **how):
    file = BytesIO()
    pdf.save(file, **how)
    return file.getvalue()


def pdf_with_pages(*programs):
    """Each program is what draws one page; /F1 is Helvetica."""
    pdf = pikepdf.new()
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    fonts = Dictionary(Font=Dictionary(F1=pdf.make_indirect(helvetica)))
    for program in programs:
        page = pdf.add_blank_page(page_size=(200, 300)).obj
        page.Contents, page.Resources = pdf.make_stream(program), fonts
    return pdf


def says(words):
    return b"BT /F1 12 Tf 20 250 Td (%b) Tj ET" % words.encode()


def busy_pdf():
    """Two pages with words, a filled-in field, a note, and all that may be active."""
    pdf = pdf_with_pages(says("Words of page one"), says("Words of page two"))
    first, second = (page.obj for page in pdf.pages)
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    field = drawn_note(pdf, "Filled in by hand", 100, FT=Name.Tx, T=String("a"))
    field.Subtype, field.V, field.A = Name.Widget, String("Filled in by hand"), script
    note = drawn_note(pdf, "A note in the margin", 60)
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=String("http://evil.example")),
    )
    first.Annots = Array([field, note, pdf.make_indirect(link)])
    first.AA, second.Rotate = Dictionary(O=script), 90
    pdf.Root.AcroForm = Dictionary(Fields=[field])
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    pdf.attachments["program.exe"] = b"MZ"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "A secret title"
    return pdf


def drawn_note(pdf, words, top, **more):
    look = pdf.make_stream(
        b"BT /F1 10 Tf 2 5 Td (%b) Tj ET" % words.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 150, 20],
        Resources=pdf.pages[0].obj.Resources,
    )
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=[20, top, 170, top + 20],
        AP=Dictionary(N=look),
        F=4,
    )
    note = pdf.make_indirect(note)
    for key, value in more.items():
        note["/" + key] = value
    return note


def paged_again(page_form):
    """A PDF that shows each form of a page form on a page of its own."""
    forms, pdf = pikepdf.open(BytesIO(page_form)), pikepdf.new()
    for form in forms.Root.Forms:
        page = pdf.add_blank_page(page_size=(300, 300)).obj
        page.Resources = Dictionary(XObject=Dictionary(X=pdf.copy_foreign(form)))
        page.Contents = pdf.make_stream(b"/X Do")
    return pdf_bytes(pdf)
