"""One browser's connection: keep-alive, cookies, compression, and a clock beside each request."""

import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

# Django takes the bare secret of the cookie as the token of the form.
CSRF = "c" * 32


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    seconds: float
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Client:
    """Requests of one signed-in person over one connection."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {
            "Host": f"localhost:{port}",
            "Accept-Encoding": "gzip",
            "Accept-Language": "en",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }

    def get(self, path: str, **headers: str) -> Answer:
        """A page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """A form, as a browser sends it."""
        body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, body, kind | headers)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> Answer:
        started = time.perf_counter()
        self.connection.request(method, path, body, self.headers | more)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        return Answer(response.status, seconds, content, dict(response.getheaders()))
