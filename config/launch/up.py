"""`manage.py up [--demo]`: everything Kept needs, on this machine, until Ctrl-C."""

import argparse
import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NoReturn

from config.launch.account import LaunchError
from config.launch.prepare import prepare
from config.launch.programs import WEB, WORKER, Program, beat
from config.launch.services import ROOT, VAR, Services, folder, hold
from config.launch.supervise import Supervisor

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
START_SECONDS = 180.0
STOP = threading.Event()
LOG_BYTES = 1_000_000
SERVERS = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "WORKER_DATABASE_URL")


def main(argv: list[str]) -> NoReturn:
    """Run until Ctrl-C or SIGTERM; always ends by SystemExit."""
    parser = argparse.ArgumentParser(prog="manage.py up", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="with a demo couple")
    options = parser.parse_args([word for word in argv if word not in {"manage.py", "up"}])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        Up(demo=options.demo).run()
    except KeyboardInterrupt:
        say("Kept has stopped.")
    except LaunchError as error:
        sys.exit(f"{error}")
    sys.exit(0)


def _interrupt(number: int, frame: object) -> NoReturn:
    """The first signal starts the orderly end; more of them do not disturb it."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    STOP.set()
    raise KeyboardInterrupt


def go_on() -> None:
    """Raise KeyboardInterrupt once a signal came.

    The signal's own exception is lost when it lands where Python swallows exceptions, such as
    a hook around a fork; nobody would hear of it again.
    """
    if STOP.is_set():
        raise KeyboardInterrupt


def say(text: str) -> None:
    """One line to the person at the terminal, at once."""
    print(text, flush=True)


class Up:
    """One run of `up`, with what the environment asks for."""

    def __init__(self, *, demo: bool) -> None:
        self.demo = demo
        self.var = Path(os.environ.get("KEPT_VAR", VAR))
        self.host = os.environ.get("HOST", "127.0.0.1")
        self.port = int(os.environ.get("PORT", "8000"))
        shown = "localhost" if self.host in LOOPBACK | {"0.0.0.0", "::"} else self.host  # noqa: S104
        self.address = f"http://{shown}:{self.port}"
        self.supervisor = Supervisor(say)
        self.own_database = not any(given(name) for name in SERVERS)
        self.own_broker = not given("REDIS_URL")

    def run(self) -> None:
        """Start, say where, watch; raises LaunchError with one sentence."""
        if self.demo and self.host not in LOOPBACK:
            raise LaunchError("The demo runs on this machine only: leave HOST at 127.0.0.1.")
        lock = hold(folder(self.var) / "up.lock")
        if lock is None:
            say(f"Kept is running already: {(self.var / 'up.lock').read_text().strip()}")
            return
        with lock:
            self._claim_port(lock)
            services = Services(self.var)
            try:
                self._start(services)
                self._watch()
            finally:
                self.supervisor.stop()
                services.stop()
                lock.truncate(0)

    def _claim_port(self, lock: IO[str]) -> None:
        """See that the port is free, and note in the lock file where Kept is going to be.

        A note that is there already means that the last run was killed: its web server may
        need a moment to let go of the port.
        """
        lock.seek(0)
        patience = 5.0 if lock.read() else 0.0
        end = time.monotonic() + patience
        while not port_is_free(self.host, self.port):
            if time.monotonic() >= end:
                raise LaunchError(
                    f"Port {self.port} is in use by another program. "
                    f"Choose another one: PORT={self.port + 1} python3 run.py up"
                )
            time.sleep(0.1)
        lock.truncate(0)
        lock.write(f"{self.address}\n")
        lock.flush()

    def _start(self, services: Services) -> None:
        for name in ("run", "log"):
            (self.var / name).mkdir(mode=0o700, exist_ok=True)
        for log in (self.var / "log").glob("*.log"):
            if log.stat().st_size > LOG_BYTES:
                log.unlink()
        services.start(postgres=self.own_database, valkey=self.own_broker)
        self._watch_servers(services)
        told = self._told(services)
        prepare(self.var, told, services if self.own_database else None)
        web = Program("The web server", WEB, "web", told)
        web.start()
        self.supervisor.watch(web)
        if self.demo:
            make_demo(told)
        go_on()
        self._await_first_page(web)
        say(self.address)
        self._start_background(told)

    def _watch_servers(self, services: Services) -> None:
        if self.own_database:
            self.supervisor.watch(services.postgres)
        if self.own_broker:
            self.supervisor.watch(services.valkey)

    def _told(self, services: Services) -> dict[str, str]:
        """The environment of the programs: what was given from outside comes first."""
        own = services.environment(postgres=self.own_database, valkey=self.own_broker)
        told = {name: value for name, value in own.items() if not given(name.removesuffix("_FILE"))}
        told |= {"HOST": self.host, "PORT": str(self.port)}
        told |= {"STATIC_ROOT": str(self.var / "static"), "KEPT_DEMO": "1" if self.demo else "0"}
        return told

    def _start_background(self, told: Mapping[str, str]) -> None:
        """Worker and scheduler come after the first page: it is awaited, they are not."""
        if not self.own_database and not given("WORKER_DATABASE_URL"):
            say("WORKER_DATABASE_URL is not set: no worker runs, and mail has to wait.")
            return
        parts = [
            Program("The worker", WORKER, "worker", told),
            Program("The scheduler", beat(self.var / "run" / "beat"), "beat", told),
        ]
        for part in parts:
            part.start()
            self.supervisor.watch(part)

    def _await_first_page(self, web: Program) -> None:
        end = time.monotonic() + START_SECONDS
        while not answers(self.host, self.port):
            go_on()
            self.supervisor.look()
            if web.child is None or web.child.poll() is not None or time.monotonic() > end:
                raise LaunchError("The web server did not start. What went wrong stands above.")
            time.sleep(0.05)

    def _watch(self) -> None:
        while True:
            go_on()
            self.supervisor.look()
            time.sleep(0.2)


def given(name: str) -> bool:
    """Whether a setting comes from outside, itself or as a file."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def make_demo(told: Mapping[str, str]) -> None:
    """Make the demo couple; the command prints both sign-ins."""
    if not list(ROOT.glob("apps/*/management/commands/demo.py")):
        say("There is no demo couple in this version.")
        return
    if Program("demo", ("manage.py", "demo"), "web", told).run() != 0:
        raise LaunchError("The demo could not be made. What went wrong stands above.")


def port_is_free(host: str, port: int) -> bool:
    """Whether we could listen there."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether GET / is answered, by a page or by a way to one."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    line = http.client.HTTPConnection(near, port, timeout=10)
    try:
        line.request("GET", "/", headers={"Host": f"{name}:{port}"})
        return line.getresponse().status < 500
    except OSError:
        return False
    finally:
        line.close()
