"""What the real server writes down when somebody sends it nonsense."""

import socket

import pytest

pytestmark = pytest.mark.slow
MARK = "MARKED"
NONSENSE = [
    f"GET /{MARK}?q={MARK} HTTP/9.9\r\nHost: app.localhost\r\n\r\n",
    f"{MARK}\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\n{MARK} no colon\r\n\r\n",
    f"GET /{MARK * 2000} HTTP/1.1\r\nHost: app.localhost\r\n\r\n",
    f"POST /{MARK} HTTP/1.1\r\nHost: app.localhost\r\nContent-Length: {MARK}\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\nHost: {MARK}.example\r\nConnection: close\r\n\r\n",
    f"GET /{MARK} HTTP/1.1\r\nHost: app.localhost\r\nConnection: close\r\n\r\n",
]


def test_the_server_names_no_address_and_no_path(site):
    for nonsense in NONSENSE:
        with socket.create_connection(("127.0.0.1", site.port), timeout=10) as visitor:
            visitor.sendall(nonsense.encode())
            assert visitor.recv(100).startswith(b"HTTP/1.1 4")
    written = (site.folder / "log").read_text()
    assert "gunicorn.error" in written
    assert "404" in written
    assert MARK not in written
    assert "127.0.0.1" not in written.replace(f"http://127.0.0.1:{site.port}", "")
