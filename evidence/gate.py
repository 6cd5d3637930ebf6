"""Whether files may come in with a request, and which: asked before a byte is kept."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from evidence import exhibits, file_types, files
from evidence.cases import case_of
from evidence.files import NoRoom, StoreAway
from evidence.incidents import KIND as INCIDENT
from evidence.minors import is_minor, may_add_files
from evidence.models import Record
from helpcenter import vault

ROUTE, BACK = "evidence:exhibit-add", "evidence:copy-back"
MEGABYTE = 2**20
COPIES = (".zip", ".age")
MOST_FILES = 2000  # in a case

CLOSED = _("Files cannot be added here just now. Open your notes, then try again.")
UNDER_18 = _(
    "No files can be added, because somebody under 18 may be in the picture. You are "
    "not in trouble. The page shows what to do instead."
)
NOT_ASKED = _("Please answer the question about age first. Then add the file again.")
TOO_BIG = _(
    "This file is too big. The most is %(most)d MB. Cut a video into parts, or keep it "
    "yourself and add only its fingerprint."
)
FULL = _(
    "There is no more room in your notes. Delete what you do not need, or take a copy "
    "with you first."
)
NO_ROOM = _(
    "We have no room for this file right now. Nothing you saved before is lost. Please "
    "keep the file and try again later."
)
AWAY = _(
    "The place where we keep files does not answer right now. Nothing you saved before "
    "is lost. Please keep the file and try again in some minutes."
)


class Gate:
    """Whether files may come in with this request, and what was refused of them."""

    def __init__(self, request):
        self.refused = []  # (file name, what to do), of single files
        self.closed = ""  # why none at all, in a sentence; "" if they may
        self.status = 200
        self.route = request.resolver_match.view_name
        self.is_minor = False
        self.case = case_of(request)
        self.check(request)

    @property
    def is_back(self):
        """Whether it is a digital copy on its way back, for which no case is open."""
        return self.route == BACK

    @cached_property
    def secret(self):
        """What the file is sealed for. A copy is unpacked at once, and then dropped."""
        return vault.new_secret() if self.is_back else self.case.secret

    def check(self, request):
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        self.is_minor = is_minor(self.case)
        if is_from_elsewhere(request):
            self.close(CLOSED, 403)
        elif self.is_minor:
            self.close(UNDER_18, 403)
        elif not self.is_back:
            self.check_incident(request.resolver_match.kwargs["id"])
        if not self.closed:
            self.check_room(size)

    def check_incident(self, id):
        if self.case is None:
            self.close(CLOSED, 403)
        elif not is_incident(self.case, id):
            self.close(CLOSED, 404)
        elif not may_add_files(self.case, id):
            self.close(NOT_ASKED, 403)

    def check_room(self, size):
        count = len(self.case.all(exhibits.KIND)) if self.case else 0
        whole = exhibits.size_of(self.case) + size
        if count >= MOST_FILES or whole > settings.CASE_MAX_BYTES:
            self.close(FULL, 413)
        elif not files.has_room(size):
            self.close(NO_ROOM, 503)

    @property
    def most(self):
        """Bytes of one file."""
        return settings.CASE_MAX_BYTES if self.is_back else settings.EXHIBIT_MAX_BYTES

    def type_called(self, name):
        """Raises Refused."""
        if self.is_back and name.lower().endswith(COPIES):
            return "zip"
        return file_types.type_called(name)

    def refuse_others(self, file_type, head):
        """Raises Refused."""
        if not (self.is_back and head.startswith(vault.AGE_HEADER)):
            file_types.refuse_others(file_type, head)

    def close(self, sentence, status):
        self.closed, self.status = sentence, status

    def refuse(self, name, sentence):
        self.refused.append((name, sentence))


def is_from_elsewhere(request):
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in (
        "same-origin",
        "none",
    )


def is_incident(case, id):
    try:
        return bool(case.get(INCIDENT, id))
    except Record.DoesNotExist:
        return False


def gate_of(request):
    """The gate of this request, also after its files were read."""
    if not hasattr(request, "gate"):
        request.gate = Gate(request)
    return request.gate


def sentence_of(error):
    return {NoRoom: NO_ROOM, StoreAway: AWAY}.get(type(error)) or str(error)
