"""How files come in: refused before a byte is kept, or sealed while they arrive.

CSRF protection reads a whole post before any view runs, so the gate stands here, in
the upload handler. Whatever is not claimed by a view is given up when the request ends.
"""

import base64
from dataclasses import replace
from datetime import UTC, datetime

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    StopFutureHandlers,
    StopUpload,
)

from evidence import exhibits, file_types, files
from evidence.exhibits import Exhibit
from evidence.file_types import TYPES, Refused
from evidence.files import NoRoom, StoreAway
from evidence.gate import BACK, MEGABYTE, NO_ROOM, ROUTE, TOO_BIG, gate_of, sentence_of
from helpcenter import pictures
from helpcenter.characters import clean_text
from helpcenter.documents.html import OVERRIDES

LONGEST_NAME = 200
MOST_TO_LOOK_INTO = 64 * MEGABYTE  # bytes of a picture, PDF or email


class SealedUpload(UploadedFile):
    """A file that lies in the store already. Django closes it when the request ends."""

    def __init__(self, arriving, name, file_type):
        super().__init__(None, "file", size=arriving.kept.size)
        self.sent_name = name  # Django's own `name` refuses some and shortens others
        self.arriving, self.file_type = arriving, file_type

    def close(self):
        self.arriving.close()


class RefusedUpload(UploadedFile):
    """Stands for a file that was not kept, so that no other handler is asked."""

    def __init__(self):
        super().__init__(None, "file", size=0)

    def __bool__(self):
        return True

    def close(self):
        """There is nothing to close."""


class ExhibitUploadHandler(FileUploadHandler):
    """Takes files of the pages for files; of all others it keeps none."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.arriving, self.head = None, b""
        self.is_ours = self.request.resolver_match.view_name in (ROUTE, BACK)
        if not self.is_ours:
            return
        gate = gate_of(self.request)
        if gate.closed:
            # Not even read where somebody may be under 18. Others get a page of ours,
            # which a browser shows only if all it sends was taken off the line.
            raise StopUpload(connection_reset=gate.is_minor)
        self.sent_name = clean_name(self.file_name)
        self.file_type = self.type_or_skip(gate)
        self.arriving = self.begin(gate)
        raise StopFutureHandlers

    def type_or_skip(self, gate):
        try:
            return gate.type_called(self.sent_name)
        except Refused as refusal:
            self.skip(str(refusal))

    def begin(self, gate):
        try:
            return files.Arriving(gate.secret)
        except NoRoom:
            self.skip(NO_ROOM)

    def skip(self, sentence):
        """Take the rest of this file off the line, and go on with the next."""
        gate_of(self.request).refuse(self.sent_name, sentence)
        self.give_up()
        raise SkipFile

    def give_up(self):
        if self.arriving:
            self.arriving.close()
        self.arriving = None

    def receive_data_chunk(self, raw_data, start):
        if not self.is_ours:
            return raw_data
        most = gate_of(self.request).most
        if start + len(raw_data) > most:
            self.skip(TOO_BIG % {"most": most // MEGABYTE})
        if len(self.head) < file_types.HEAD:
            self.head += raw_data[: file_types.HEAD - len(self.head)]
        try:
            self.arriving.write(raw_data)
        except NoRoom:
            self.skip(NO_ROOM)
        return None

    def file_complete(self, file_size):
        if not self.is_ours or self.arriving is None:
            return None
        arriving, self.arriving = self.arriving, None
        gate = gate_of(self.request)
        try:
            gate.refuse_others(self.file_type, self.head)
            arriving.finish()
        except (Refused, NoRoom, StoreAway) as error:
            arriving.close()
            gate.refuse(self.sent_name, sentence_of(error))
            return RefusedUpload()
        if gate.is_back:
            arriving.kept = replace(arriving.kept, secret=gate.secret)
        return SealedUpload(arriving, self.sent_name, self.file_type)

    def upload_interrupted(self):
        self.give_up()


def clean_name(name):
    """As it was, without what turns a line around. Cut, it keeps its ending."""
    name = OVERRIDES.sub("", clean_text(name)).strip()
    stem, dot, ending = name.rpartition(".")
    room = LONGEST_NAME - len(dot) - len(ending)
    return f"{stem[: max(room, 1)]}{dot}{ending}"[-LONGEST_NAME:]


# --- After a file is in


def receive(case, incident_id, upload):
    """Make an exhibit of an uploaded file. Returns its id."""
    kept = upload.arriving.kept
    exhibit = Exhibit(
        incident=incident_id,
        kind=KIND_OF.get(TYPES[upload.file_type].group, ""),
        file=kept,
        file_type=upload.file_type,
        file_name=upload.sent_name,
        received=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=kept.sha256,
    )
    entry = exhibits.add(case, exhibit, upload.arriving)
    prepare(case, entry.id)
    return entry.id


KIND_OF = {"mail": "mail", "video": "video", "audio": "audio"}
JOBS = {"picture": "picture", "pdf": "pdf", "mail": "mail"}


def prepare(case, id):
    """Look into the file and keep what paper and screen need of it, once. Whatever goes
    wrong, the exhibit itself stays as it is.
    """
    exhibit = Exhibit.of(case.get(exhibits.KIND, id))
    job = JOBS.get(exhibit.group)
    if job is None or exhibit.file.size > MOST_TO_LOOK_INTO:
        return
    made = []
    try:
        look = pictures.look(files.read(case, exhibit.file), job)
        for data in (look.preview, look.page_form):
            made.append(files.keep(case.secret, data) if data else None)
        exhibits.attach(
            case, exhibit, *made, facts=look.facts, blurred=base64_of(look.blurred)
        )
    except (pictures.CannotRead, NoRoom, StoreAway, files.Unreadable):
        facts = {"unreadable": True}
        exhibits.attach(case, exhibit, None, None, facts=facts)
    finally:
        for arriving in filter(None, made):
            arriving.close()


def base64_of(data):
    return base64.b64encode(data).decode()


def same_file(case, exhibit):
    """Another exhibit with the very same file, or None."""
    for other in exhibits.exhibits_of(case):
        if other.sha256 == exhibit.sha256 and other.id != exhibit.id:
            return other
    return None
