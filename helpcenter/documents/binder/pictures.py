"""Pictures as PDF shows them, in the bytes of their own files."""

import struct

from helpcenter.documents.binder.parts import Unavailable

PNG = b"\x89PNG\r\n\x1a\n"
FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what PDF can show
ALL_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
COLORS = {0: 1, 2: 3, 3: 1}  # components by PNG's color type; others have alpha


def image_object(picture):
    """The entries of its dictionary and its data in pieces. Raises Unavailable when
    its file is not the picture that was announced.
    """
    data = picture.open()
    try:
        return (jpeg if picture.format == "JPEG" else png)(picture, data)
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise Unavailable from error


def entries(picture, bits, space, rest):
    return (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d"
        b"/ColorSpace%b%b" % (picture.width, picture.height, bits, space, rest)
    )


def jpeg(picture, data):
    announced = (8, picture.height, picture.width, picture.components)
    if jpeg_frame(data) != announced:
        raise Unavailable
    inverted = b"/Decode[1 0 1 0 1 0 1 0]" if picture.inverted else b""
    rest = b"/Filter/DCTDecode" + (inverted if picture.components == 4 else b"")
    return entries(picture, 8, SPACES[picture.components], rest), [data]


def jpeg_frame(data):
    """Bits, height, width and components, as the JPEG itself says."""
    if data[:2] != b"\xff\xd8":
        raise Unavailable
    place = 2
    while True:
        while data[place : place + 2] == b"\xff\xff":  # fill
            place += 1
        if data[place] != 0xFF:
            raise Unavailable
        marker = data[place + 1]
        if marker in ALONE:
            place += 2
            continue
        if marker in ALL_FRAMES:
            if marker not in FRAMES:
                raise Unavailable
            return struct.unpack_from(">BHHB", data, place + 4)
        place += 2 + struct.unpack_from(">H", data, place + 2)[0]


def png(picture, data):
    chunks = list(png_chunks(data))
    width, height, bits, kind, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    names = {name for name, _ in chunks}
    if (
        (width, height, COLORS[kind])
        != (picture.width, picture.height, picture.components)
        or interlaced
        or b"tRNS" in names
    ):
        raise Unavailable
    parameters = (
        b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d"
        b"/Columns %d>>" % (COLORS[kind], bits, width)
    )
    space = palette(dict(chunks)[b"PLTE"]) if kind == 3 else SPACES[COLORS[kind]]
    pieces = [content for name, content in chunks if name == b"IDAT"]
    return entries(picture, bits, space, parameters), pieces


def png_chunks(data):
    """The name of each chunk and what it holds, not copied."""
    if data[:8] != PNG:
        raise Unavailable
    view, place, name = memoryview(data), 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, place)
        content = view[place + 8 : place + 8 + length]
        if len(content) < length:
            raise Unavailable
        yield name, content
        place += 12 + length


def palette(colors):
    last = len(colors) // 3 - 1
    return b"[/Indexed/DeviceRGB %d<%b>]" % (last, colors.hex().encode())
