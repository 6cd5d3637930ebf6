"""What the jail makes of a PDF: its pages alone, as they look, nothing that acts."""

import subprocess
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, StreamDecodeLevel, String
from pypdf import PdfReader

from helpcenter import pictures
from tests.picture_files import (
    busy_pdf,
    paged_again,
    pdf_bytes,
    pdf_with_pages,
    says,
)

ACTING = (
    *("JS", "JavaScript", "Launch", "AA", "OpenAction", "URI", "EmbeddedFile"),
    *("EmbeddedFiles", "Filespec", "AcroForm", "Annots", "Annot", "Action", "Names"),
    *("Metadata", "StructTreeRoot", "Outlines"),
)


def look(pdf, **how):
    return pictures.look(pdf_bytes(pdf, **how), "pdf")


def opened(data):
    return pikepdf.open(BytesIO(data))


def text(pdf):
    """Of each page, as poppler reads it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True)
    pages = done.stdout.decode().split("\f")[:-1]
    return [" ".join(page.split()) for page in pages]


def names(data):
    """Every name in a PDF, as key or as value, wherever it is."""
    with opened(data) as pdf:
        whole = pdf_bytes(pdf, qdf=True, object_stream_mode=ObjectStreamMode.disable)
    return {word.strip(b"/[]<>()").decode("latin-1") for word in whole.split()}


def test_pages_show_their_words_values_and_notes():
    seen = look(busy_pdf())
    one, two = text(paged_again(seen.page_form))
    assert "Words of page one" in one
    assert "Filled in by hand" in one
    assert "A note in the margin" in one
    assert two == "Words of page two"


def test_nothing_that_acts_is_left():
    busy = pdf_bytes(busy_pdf())
    seen = pictures.look(busy, "pdf")
    assert seen.facts["active"] == [
        *("/AA", "/EmbeddedFile", "/EmbeddedFiles", "/JS", "/JavaScript", "/Launch"),
        *("/OpenAction", "/URI"),
    ]
    assert names(busy) >= {*ACTING} - {"Outlines", "StructTreeRoot", "Action"}
    assert names(seen.page_form).isdisjoint(ACTING)
    for secret in (b"secret", b"evil", b"alert", b"cmd.exe", b"MZ"):
        assert secret not in seen.page_form


def test_what_can_be_reached_from_a_picture_is_left_out():
    pdf = busy_pdf()
    page = pdf.pages[0].obj
    picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image)
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    picture.Up, picture.Root, picture.Do = page, pdf.Root, action
    picture.List = Array([action, Dictionary(Deep=action)])
    picture.AF = Array([pdf.attachments["program.exe"].obj])
    page.Resources.XObject = Dictionary(Picture=picture)
    seen = look(pdf)
    assert "Picture" in names(seen.page_form)
    assert names(seen.page_form).isdisjoint(ACTING)


def test_name_of_a_font_is_not_taken_for_an_action():
    pdf = pdf_with_pages(b"BT /AA 12 Tf 20 250 Td (Still here) Tj ET")
    fonts = pdf.pages[0].obj.Resources.Font
    fonts.AA = fonts.F1
    assert text(paged_again(look(pdf).page_form)) == ["Still here"]


def test_turned_page_lies_as_the_reader_sees_it():
    pdf = pdf_with_pages(says("One"), says("Two"), says("Three"))
    pdf.pages[1].obj.Rotate = 90
    third = pdf.pages[2].obj
    third.CropBox, third.TrimBox = [10, 20, 150, 290], [50, 50, 60, 60]
    pages = opened(look(pdf).page_form)
    upright, turned, cropped = pages.Root.Forms
    assert [*map(float, upright.Matrix)] == [1, 0, 0, 1, 0, 0]
    assert [*map(float, turned.Matrix)] == [0, -1, 1, 0, 0, 200]
    assert [*map(float, cropped.BBox)] == [10, 20, 150, 290]


def test_page_is_copied_as_it_is_packed():
    pdf = pdf_with_pages(says("As it is"))
    data = pdf_bytes(pdf)
    before, after = opened(data), opened(pictures.look(data, "pdf").page_form)
    packed = before.pages[0].obj.Contents.read_raw_bytes()
    assert after.Root.Forms[0].read_raw_bytes() == packed


def test_page_of_several_pieces_or_none_is_whole():
    pdf = pdf_with_pages(b"", says("Gone"))
    pieces = [b"BT /F1 12 Tf 20 250 Td", b"(In two pieces) Tj ET"]
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(piece) for piece in pieces])
    del pdf.pages[1].obj.Contents
    assert text(paged_again(look(pdf).page_form)) == ["In two pieces", ""]


def test_values_without_a_look_get_one_where_the_file_asks_for_it():
    pdf = busy_pdf()
    field = pdf.Root.AcroForm.Fields[0]
    del field.AP
    field.DA = String("/F1 10 Tf 0 g")
    pdf.Root.AcroForm.DR = pdf.pages[0].obj.Resources
    pdf.Root.AcroForm.NeedAppearances = True
    assert "Filled in by hand" in text(paged_again(look(pdf).page_form))[0]


def test_file_can_be_read_without_inflating_anything():
    form = look(busy_pdf(), object_stream_mode=ObjectStreamMode.generate).page_form
    assert b"/ObjStm" not in form
    assert b"\nxref\n" in form
    assert b"/Forms [" in form


@pytest.mark.parametrize("version", [3, 4, 6])
def test_file_that_opens_without_a_password_is_read(version):
    lock = pikepdf.Encryption(
        owner="x", user="", R=version, aes=version > 3, metadata=version > 3
    )
    seen = look(busy_pdf(), encryption=lock)
    assert (seen.facts["encrypted"], seen.facts["pages"]) == (True, 2)
    assert "Words of page one" in text(paged_again(seen.page_form))[0]
    assert not PdfReader(BytesIO(seen.page_form)).is_encrypted


def test_file_that_asks_for_a_password_is_only_known_to():
    lock = pikepdf.Encryption(owner="x", user="y")
    seen = look(busy_pdf(), encryption=lock)
    assert seen == pictures.Look({"encrypted": True}, b"", b"", b"")


def test_layers_are_told():
    pdf = pdf_with_pages(says("Layers"))
    assert look(pdf).facts["layers"] is False
    pdf.Root.OCProperties = Dictionary(OCGs=[], D=Dictionary())
    assert look(pdf).facts["layers"] is True


# --- Too much


@pytest.mark.slow
def test_two_thousand_pages_are_read_and_one_more_is_not():
    pdf = pdf_with_pages(*[says(str(number)) for number in range(2000)])
    assert look(pdf).page_form.count(b"/Subtype /Form") == 2000
    pdf.add_blank_page()
    with pytest.raises(pictures.CannotRead):
        look(pdf)


@pytest.mark.slow
def test_more_than_two_hundred_thousand_objects_are_refused():
    pdf = pdf_with_pages(says("Many"))
    pdf.Root.Many = Array([Dictionary() for _ in range(199_000)])
    assert look(pdf).facts["pages"] == 1
    pdf.Root.More = Array([Dictionary() for _ in range(1_000)])
    with pytest.raises(pictures.CannotRead):
        look(pdf)


def test_pdf_without_pages_is_refused():
    with pytest.raises(pictures.CannotRead):
        look(pikepdf.new())


@pytest.mark.parametrize("box", [[0, 0, 0, 9], [0, 0, 9, 0], [5, 5, 5, 5]])
def test_page_that_has_no_size_is_refused(box):
    pdf = pdf_with_pages(says("Where"))
    pdf.pages[0].obj.MediaBox = box
    with pytest.raises(pictures.CannotRead):
        look(pdf)


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 5])
def test_streams_that_unfold_to_too_much_are_refused(times):
    pdf = pdf_with_pages(says("Big"))
    size = (65 if times == 1 else 60) * 2**20
    for number in range(times):
        pdf.Root[f"/Big{number}"] = pdf.make_stream(bytes(size))
    with pytest.raises(pictures.CannotRead):
        look(pdf)


def test_picture_packed_twice_is_refused():
    pdf, twice = pdf_with_pages(says("Picture")), zlib.compress(zlib.compress(b"\0"))
    pdf.Root.Picture = pdf.make_stream(b"", Subtype=Name.Image)
    pdf.Root.Picture.write(twice, filter=Array([Name.FlateDecode] * 2))
    with pytest.raises(pictures.CannotRead):
        look(pdf, stream_decode_level=StreamDecodeLevel.none, compress_streams=False)
