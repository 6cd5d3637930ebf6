"""PDFs: what is in them, and their pages alone, ready to be printed in another PDF.
Runs in the jail.

facts = {
    "pages": how many,
    "encrypted": whether it is; the only fact of one that asks for a password,
    "active": sorted names of what it would do by itself, such as "/JavaScript",
    "layers": whether it has any; those that were switched off are printed too,
}
The page form is a PDF whose catalog has an array /Forms: each page in order as a Form
XObject with /BBox and /Matrix, turned as the reader sees it, notes and filled-in fields
drawn in. Nothing else: no scripts, actions, links, fields, files, metadata or tags.
It has no object streams, so that its objects can be read without inflating anything.

Pages are copied as they are compressed. They are inflated once, only to be weighed, and
qpdf stops where they grow too big.
"""

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Rectangle, Stream, settings

HOLDING = (Dictionary, Array, Stream)
MOST_PAGES = 2_000
MOST_OBJECTS = 200_000  # dictionaries and arrays, wherever they lie
LARGEST_STREAM = 64 * 2**20  # bytes of one of the page's programs or fonts, inflated
LARGEST_WHOLE = 256 * 2**20  # of all of them
GROWING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
INFLATED = GROWING | {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}

ACTIONS = {
    *("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/ResetForm"),
    *("/GoToR", "/GoToE", "/Movie", "/Sound", "/Rendition", "/RichMediaExecute"),
}
ACTIVE = ACTIONS | {
    *("/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia"),
    *("/XFA",),
}
# What reaches from a page's ink to the rest of the file, and what is not ink at all.
LEFT_OUT = (
    *("/A", "/AA", "/AF", "/Alternates", "/LastModified", "/Metadata", "/OPI"),
    *("/PieceInfo", "/Ref", "/StructParent", "/StructParents"),
)
NOT_INK = {
    *("/Action", "/Annot", "/Catalog", "/EmbeddedFile", "/F", "/Filespec", "/Metadata"),
    *("/Outlines", "/Page", "/Pages", "/StructElem", "/StructTreeRoot"),
}


def prepare(data):
    settings.set_qpdf_limits(
        max_stream_filters=3,
        flate_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        doc_max_warnings=10_000,
    )
    # qpdf opens the source of random numbers when it first meets encryption.
    pikepdf.new().save(BytesIO(), encryption=pikepdf.Encryption(owner="ours"))


def work(data):
    try:
        pdf = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        return {"encrypted": True}, [b"", b"", b""]
    facts = facts_of(pdf)
    weigh(pdf)
    return facts, [b"", b"", pages_alone(pdf)]


def facts_of(pdf):
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise ValueError("pages")
    return {
        "pages": len(pdf.pages),
        "encrypted": pdf.is_encrypted,
        "active": sorted(set(active_names(pdf))),
        "layers": "/OCProperties" in pdf.Root,
    }


def active_names(pdf):
    for _, inside in few_containers(pdf):
        for place, value in inside:
            if place in ACTIVE:
                yield place
            if isinstance(value, Name) and str(value) in ACTIVE:
                yield str(value)


def few_containers(pdf):
    """The same; refuses a file with too many."""
    for count, each in enumerate(containers(pdf)):
        if count == MOST_OBJECTS:
            raise ValueError("objects")
        yield each


def containers(pdf):
    """Every dictionary, array and stream, with [(key or place, value)] of each."""
    for thing in pdf.objects:
        waiting = [thing] if isinstance(thing, HOLDING) else []
        while waiting:
            thing = waiting.pop()
            inside = contents(thing)
            yield thing, inside
            waiting.extend(value for _, value in inside if is_part(value))


def contents(thing):
    if isinstance(thing, Array):
        return [*enumerate(thing)]
    words = thing.stream_dict if isinstance(thing, Stream) else thing
    return [*words.as_dict().items()]


def is_part(value):
    return isinstance(value, HOLDING) and not value.is_indirect


# --- Weight


def weigh(pdf):
    """Refuse what would burst whoever opens it. Pictures are left to their size."""
    whole = 0
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            whole += weight(thing)
            if whole > LARGEST_WHOLE:
                raise ValueError("too big")


def weight(stream):
    filters = filters_of(stream)
    if sum(each in GROWING for each in filters) > 1:
        raise ValueError("packed twice")
    if stream.get(Name.Subtype) == Name.Image or not INFLATED.issuperset(filters):
        return 0
    return len(stream.read_bytes())


def filters_of(stream):
    filters = stream.get(Name.Filter, [])
    return [str(each) for each in ([filters] if isinstance(filters, Name) else filters)]


# --- Pages


def pages_alone(pdf):
    if Name.AcroForm in pdf.Root and pdf.Root.AcroForm.get(Name.NeedAppearances):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    alone = pikepdf.new()
    alone.Root.Forms = Array([alone.copy_foreign(form(page)) for page in pdf.pages])
    leave_out(alone)
    file = BytesIO()
    alone.save(
        file,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,  # or qpdf would inflate what is packed in several ways
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return file.getvalue()


def form(page):
    """The page as ink that can be put on any other page."""
    box = Rectangle(page.cropbox)
    if box.width <= 0 or box.height <= 0:
        raise ValueError("box")
    page.trimbox = box.as_array()  # qpdf takes this one; readers show the other
    drawn = page.as_form_xobject()
    drawn.Matrix = drawn.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0]))
    programs = page.obj.get(Name.Contents, [])
    programs = [programs] if isinstance(programs, Stream) else list(programs)
    if len(programs) == 1:
        copy_packed(programs[0], drawn)
    else:
        whole = b"\n".join(program.read_bytes() for program in programs)
        drawn.write(zlib.compress(whole), filter=Name.FlateDecode)
    return drawn


def copy_packed(program, drawn):
    """Without inflating it, as as_form_xobject would."""
    drawn.write(
        program.read_raw_bytes(),
        filter=program.get(Name.Filter),
        decode_parms=program.get(Name.DecodeParms),
    )


def leave_out(pdf):
    """Whatever could be reached from the ink and is not ink."""
    for thing, inside in containers(pdf):
        for place, value in inside:
            if isinstance(thing, Stream) and place in LEFT_OUT:
                del thing[place]
            elif is_not_ink(value) and thing.objgen != pdf.Root.objgen:
                thing[place] = Dictionary()


def is_not_ink(value):
    if not isinstance(value, Dictionary | Stream):
        return False
    kinds = (value.get(Name.Type), value.get(Name.S))
    return any(isinstance(k, Name) and str(k) in NOT_INK | ACTIONS for k in kinds)
