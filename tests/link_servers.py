"""A small internet on this machine: sites that behave in every way a link may meet.

Names end in .test and lead to 127.0.0.1, where two real servers listen, one with TLS.
"""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import NamedTemporaryFile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from directory.checking.addresses import is_public
from directory.checking.web import Web

HERE, NOWHERE = "127.0.0.1", "127.0.0.2"  # on the second nobody listens
ADDRESSES = {
    "inner.test": "10.0.0.1",
    "closed.test": NOWHERE,
    **dict.fromkeys(
        [
            "site.test",
            "www.site.test",
            "other.test",
            "www.hugedomains.com",
            "expired.test",
            "unknown-maker.test",
            "wrong-name.test",
        ],
        HERE,
    ),
}
PAGE = "<!doctype html><title>Report</title><h1>Report a picture</h1><p>Here."


# --- What a path does. Each takes the handler of the request.


def page(at, text=PAGE, status=200, **headers):
    body = text.encode()
    at.send_response(status)
    for name, value in ({"content_type": "text/html"} | headers).items():
        at.send_header(name.replace("_", "-"), value)
    at.send_header("Content-Length", str(len(body)))
    at.end_headers()
    if at.command == "GET":
        at.wfile.write(body)


def titled(title, **more):
    return partial(page, text=f"<html><head><title>{title}</title></head><p>x", **more)


def to(location, status=302):
    return partial(page, text="", status=status, location=location)


def no_head(at):
    page(at, status=405 if at.command == "HEAD" else 200)


def hangs_up_on_head(at):
    if at.command == "GET":
        page(at)


def silent(at):
    at.server.closing.wait(20)


def drips(at):
    """A good answer, too slow to wait for: about ten seconds for its first line."""
    for letter in b"HTTP/1.1 200 OK" + b" " * 150 + b"\r\n\r\n" + PAGE.encode():
        if at.server.closing.wait(0.06):
            return
        at.wfile.write(bytes([letter]))


def drips_page(at):
    at.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(200 if at.command == "GET" else 0):
        at.wfile.write(PAGE.encode())
        if at.server.closing.wait(0.06):
            return


def endless_page(at):
    at.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    )
    while at.command == "GET":
        at.wfile.write(b"a" * 4096)


def endless_headers(at):
    at.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        at.wfile.write(b"X: " + b"a" * 4096 + b"\r\n")


def no_http(at):
    at.wfile.write(b"220 mail.site.test ready\r\n" * 3)


def on_and_on(at):
    number = int(at.path.rpartition("/")[2])
    to(f"/on/{number + 1}")(at)


PARKED = '<html data-adblockkey="abc"><title>site.test</title>'
SOLD = '<title>x</title><script src="//d1.parkingcrew.net/park.js"></script>'
LANDER = '<script>window.onload=function(){window.location.href="/lander"}</script>'
GUARD = '<title>site.test</title><script src="https://hcaptcha.com/1.js"></script>'
SITE = {
    "/": page,
    "/page": page,
    "/page/": page,
    "/caf%C3%A9%20au": page,
    "/law.pdf": partial(page, content_type="application/pdf"),
    "/no-head": no_head,
    "/hangs-up-on-head": hangs_up_on_head,
    "/moved": to("/page", 301),
    "/moved-308": to("https://site.test/page", 308),
    "/for-now": to("/page"),
    "/slash": to("/slash/", 301),
    "/slash/": page,
    "/elsewhere": to("https://other.test/page"),
    "/with-accent": to("/caf\xc3\xa9 au"),
    "/missing": partial(page, status=404),
    "/gone": partial(page, status=410),
    "/soft": titled("Page not found | Site"),
    "/soft-404": titled("404"),
    "/soft-heading": partial(page, text="<title>Site</title><h1><b>Not found</b></h1>"),
    "/soft-german": titled("Seite nicht gefunden"),
    "/soft-spanish": titled("P&aacute;gina no encontrada"),
    "/old/deep/page": to("/"),
    "/old/deep/english": to("/en-us/"),
    "/en-us/": page,
    "/talks-of-404": titled(
        "Get content removed: what we do when it is not found here"
    ),
    "/parked": partial(page, text=PARKED),
    "/parked-script": partial(page, text=SOLD),
    "/parked-lander": partial(page, text=LANDER),
    "/for-sale": titled("site.test is for sale"),
    "/sold": to("http://www.hugedomains.com/sale"),
    "/sale": page,
    "/forbidden": partial(page, status=403),
    "/account": partial(page, status=401),
    "/busy": partial(page, status=429),
    "/law-says-no": partial(page, status=451),
    "/odd": partial(page, status=999),
    "/captcha": titled("Just a moment..."),
    "/captcha-only": partial(page, text=GUARD),
    "/challenge": partial(page, status=503, cf_mitigated="challenge"),
    "/form-with-captcha": partial(page, text=PAGE + GUARD + "a" * 30_000),
    "/members": to("/accounts/login/?next=/members"),
    "/accounts/login/?next=/members": page,
    "/empty": partial(page, text=" "),
    "/error": partial(page, status=500),
    "/down": partial(page, status=503),
    "/round": to("/and-round"),
    "/and-round": to("/round"),
    "/on/1": on_and_on,
    "/silent": silent,
    "/drips": drips,
    "/drips-page": drips_page,
    "/hangs-up": lambda at: None,
    "/no-http": no_http,
    "/endless-page": endless_page,
    "/endless-headers": endless_headers,
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/"),
    "/to-inner": to("http://inner.test/"),
    "/to-loopback-v6": to("http://[::1]/"),
    "/to-file": to("file:///etc/passwd"),
    "/to-script": to("javascript:alert(1)"),
    "/to-port": to("http://site.test:22/"),
    "/to-user": to("http://user:word@site.test/"),
    "/to-no-link": to("http://[/"),
}


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.headers["Host"], self.path))
        for name in self.headers:
            self.server.headers.add(name.lower())
        behaves = on_and_on if self.path.startswith("/on/") else SITE.get(self.path)
        (behaves or SITE["/missing"])(self)

    do_GET = do_HEAD

    def log_message(self, *words):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__((HERE, 0), Handler)
        self.asked, self.headers = [], set()
        self.closing = threading.Event()

    def handle_error(self, request, address):
        """Say nothing: we hang up on those that go on for ever."""

    def start(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.closing.set()
        self.shutdown()
        self.server_close()


class Internet:
    """The two servers, and how our checker finds them."""

    def __enter__(self):
        self.plain, self.safe = Server(), Server()
        self.greeted = []  # the names that TLS was asked for
        maker = Maker()
        context = maker.context_for(["site.test", "www.site.test", "other.test"])
        others = {
            "expired.test": maker.context_for(["expired.test"], days=-1),
            "wrong-name.test": maker.context_for(["site.test"]),
            "unknown-maker.test": Maker().context_for(["unknown-maker.test"]),
        }
        context.sni_callback = partial(self.greet, others)
        self.safe.socket = context.wrap_socket(self.safe.socket, server_side=True)
        self.trust = ssl.create_default_context(cadata=maker.certificate_text)
        self.plain.start()
        self.safe.start()
        return self

    def greet(self, others, line, name, context):
        self.greeted.append(name)
        line.context = others.get(name, context)

    def __exit__(self, *error):
        self.plain.stop()
        self.safe.stop()

    @property
    def asked(self):
        return self.plain.asked + self.safe.asked

    def web(self, **more):
        ports = {"http": self.plain.server_port, "https": self.safe.server_port}
        return Web(
            **{
                "resolve": resolve,
                "allowed": lambda address: (
                    address in {HERE, NOWHERE} or is_public(address)
                ),
                "ports": ports,
                "trust": lambda: self.trust,
                "seconds": 1.5,
            }
            | more
        )


def resolve(host, port, type):
    """Names from the table; what is an address in any spelling, as this machine reads
    it. The network is never asked."""
    if host in ADDRESSES:
        return socket.getaddrinfo(
            ADDRESSES[host], port, type=type, flags=socket.AI_NUMERICHOST
        )
    return socket.getaddrinfo(host, port, type=type, flags=socket.AI_NUMERICHOST)


USES = [
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
]


class Maker:
    """Makes certificates, and a certificate of itself to trust."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test maker")])
        is_maker = x509.BasicConstraints(ca=True, path_length=None)
        signs = x509.KeyUsage(
            **dict.fromkeys(USES, False) | {"key_cert_sign": True, "crl_sign": True}
        )
        self.certificate = self.sign(
            self.name, self.key, 9, (is_maker, True), (signs, True)
        )

    @property
    def certificate_text(self):
        return pem(self.certificate).decode()

    def sign(self, subject, key, days, *extensions):
        now = datetime.now(UTC)
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        maker = x509.AuthorityKeyIdentifier.from_issuer_public_key(
            self.key.public_key()
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=9))
            .not_valid_after(now + timedelta(days=days))
        )
        for extension, critical in (*extensions, (identifier, False), (maker, False)):
            builder = builder.add_extension(extension, critical)
        return builder.sign(self.key, hashes.SHA256())

    def context_for(self, names, days=9):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        for_names = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        certificate = self.sign(subject, key, days, (for_names, False))
        return server_context(certificate, key)


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def server_context(certificate, key):
    """ssl reads certificates from files only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with NamedTemporaryFile() as file:
        file.write(pem(certificate) + private_pem(key))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def private_pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
