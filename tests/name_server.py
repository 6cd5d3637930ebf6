"""A name server on this machine that knows who takes mail, and answers badly too."""

import socketserver
import struct
import threading

NO_SUCH_NAME, CANNOT_TELL = 3, 2
MX, ALIAS = 15, 5
POINTER = b"\xc0\x0c"  # to the name that was asked for


def record(kind, data):
    return POINTER + struct.pack(">2HIH", kind, 1, 60, len(data)) + data


def server(name):
    return record(MX, struct.pack(">H", 10) + name)


A_SERVER = server(b"\x02mx\x04mail\x04test\0")
NAMES = {  # name -> (flags, records)
    "mail": (0, [A_SERVER, server(b"\x03mx2" + POINTER)]),
    "alias": (0, [record(ALIAS, b"\x04mail\x04test\0"), A_SERVER]),
    "many": (0x0200, []),  # more than fit
    "site": (0, []),
    "inner": (0, []),
    "nothing": (0, []),
    "null": (0, [server(b"\0")]),
    "gone": (NO_SUCH_NAME, []),
    "failing": (CANNOT_TELL, []),
    "forged": (0, [A_SERVER]),
    "broken": (0, [A_SERVER[:-9]]),
}


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        question, line = self.request
        name = question[13 : 13 + question[12]].decode()
        flags, records = NAMES[name]
        number = struct.unpack_from(">H", question)[0] ^ (name == "forged")
        head = struct.pack(">6H", number, 0x8000 | flags, 1, len(records), 0, 0)
        line.sendto(head + question[12:] + b"".join(records), self.client_address)


class NameServer:
    def __enter__(self):
        self.server = socketserver.UDPServer(("127.0.0.1", 0), Handler)
        self.address = self.server.server_address
        threading.Thread(
            target=self.server.serve_forever, args=(0.05,), daemon=True
        ).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()
