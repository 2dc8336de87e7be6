"""docker-compose.yml: who may know what, and that every command in it really starts.

There is no container engine here. Each command runs as it stands in the file, with the
environment that stands beside it and nothing else, against this run's private servers. The
proxy's image is not at hand: only its file is read.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from config.launch import postgres, valkey
from config.launch.account import server_account
from config.launch.services import ROOT
from config.launch.valkey import free_port
from tests.launch.running import until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
ADDRESSES = {
    "app_database_url": "DATABASE_URL",
    "worker_database_url": "WORKER_DATABASE_URL",
    "migrate_database_url": "MIGRATE_DATABASE_URL",
    "backup_database_url": "BACKUP_DATABASE_URL",
    "redis_url": "REDIS_URL",
}


@pytest.fixture(scope="module")
def secrets_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What compose mounts at /run/secrets, leading to this run's servers."""
    folder = tmp_path_factory.mktemp("secrets")
    for name, variable in ADDRESSES.items():
        (folder / name).write_text(os.environ[variable])
    shutil.copy(os.environ["SECRET_KEY_FILE"], folder / "secret_key")
    shutil.copy(os.environ["KEYRING_FILE"], folder / "keyring")
    return folder


def filled(value: str, folder: Path) -> str:
    """A value of the file as compose would fill it in for kept.example."""
    given = {"KEPT_HOST": "kept.example", "EMAIL_FROM": "notes@kept.example"}
    given["EMAIL_URL"] = "smtp://127.0.0.1:1"
    value = re.sub(r"\$\{(\w+)[^}]*\}", lambda match: given[match[1]], value)
    return value.replace("/run/secrets", str(folder)).replace("$$", "$")


def environment(name: str, folder: Path, **more: str) -> dict[str, str]:
    """What the container has: the file's environment, a path, and nothing of ours."""
    told = {key: filled(value, folder) for key, value in SERVICES[name]["environment"].items()}
    return told | {"PATH": os.environ["PATH"], "STATIC_ROOT": str(folder / "static")} | more


def command(words: list[str], folder: Path) -> list[str]:
    """A command of the file, with this Python and the test's folders in it."""
    own = {"python": sys.executable, "CMD": ""}
    filled_words = [filled(word, folder).replace("/tmp/beat", f"{folder}/beat") for word in words]  # noqa: S108
    return [word for word in (own.get(word, word) for word in filled_words) if word]


@contextlib.contextmanager
def started(name: str, folder: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A service's command, running for the length of a block, then ended as compose ends it."""
    words = command(SERVICES[name]["command"], folder)
    child = subprocess.Popen(words, cwd=ROOT, env=environment(name, folder, **more))
    try:
        yield child
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) in {0, -signal.SIGTERM}
    finally:
        child.kill()
        child.wait()


def is_healthy(name: str, folder: Path, env: Mapping[str, str]) -> bool:
    """What the file's own health check says."""
    words = command(SERVICES[name]["healthcheck"]["test"], folder)
    return (
        subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False).returncode == 0
    )


def test_all_parts_are_there_and_only_the_proxy_is_published() -> None:
    assert set(SERVICES) == {"postgres", "valkey", "backup", "proxy", *OURS}
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["back"] == COMPOSE["networks"]["front"] == {"internal": True}
    assert "back" not in SERVICES["proxy"]["networks"]
    assert re.search(r"dynamic a web 8000", (ROOT / "deploy" / "Caddyfile").read_text())


def test_each_role_holds_its_own_database_address_and_no_other() -> None:
    held = {
        name: {word for word in service.get("secrets", []) if word in ADDRESSES} - {"redis_url"}
        for name, service in SERVICES.items()
        if name != "postgres"
    }
    assert held == {
        "web": {"app_database_url"},
        "worker": {"worker_database_url"},
        "beat": {"worker_database_url"},
        "migrate": {"migrate_database_url"},
        "backup": {"backup_database_url"},
        "valkey": set(),
        "proxy": set(),
    }


def test_the_superuser_is_known_to_the_database_alone() -> None:
    knows = [name for name, service in SERVICES.items() if "superuser" in str(service)]
    assert knows == ["postgres"]


def test_every_address_in_an_environment_is_a_secret_that_the_service_has() -> None:
    for name, service in SERVICES.items():
        for value in service.get("environment", {}).values():
            if value.startswith("/run/secrets/"):
                assert value.removeprefix("/run/secrets/") in service["secrets"], name
        assert "://kept_" not in str(service), name


def test_images_are_pinned_and_everything_that_stays_has_a_health_check() -> None:
    for name, service in SERVICES.items():
        assert re.search(r":\d+\.\d+\.?\d*(-\w+)?$", service["image"]), name
        assert "healthcheck" in service or service["restart"] == "no", name


def test_there_is_one_scheduler_and_it_cannot_be_scaled() -> None:
    beats = [name for name, service in SERVICES.items() if "beat" in service.get("command", [])]
    assert beats == ["beat"]
    assert SERVICES["beat"]["container_name"]
    assert not any("-B" in service.get("command", []) for service in SERVICES.values())
    assert "container_name" not in SERVICES["web"] | SERVICES["worker"]


def test_the_image_runs_as_nobody_special_without_tools_for_development() -> None:
    text = (ROOT / "Dockerfile").read_text()
    last = text.split("\nFROM ")[-1]
    assert "\nUSER kept\n" in last
    assert "requirements-dev" not in text
    assert "--require-hashes" in text


def test_the_migrate_job_runs_to_its_end(secrets_folder: Path) -> None:
    words = command(SERVICES["migrate"]["command"], secrets_folder)
    env = environment("migrate", secrets_folder)
    assert subprocess.run(words, cwd=ROOT, env=env, check=False).returncode == 0


def test_the_web_server_answers_its_health_check(secrets_folder: Path) -> None:
    port = str(free_port())
    with started("web", secrets_folder, PORT=port, HOST="127.0.0.1", TLS="on") as web:
        address = f"http://127.0.0.1:{port}/healthz"

        def answers() -> bool:
            with contextlib.suppress(OSError), urllib.request.urlopen(address) as reply:
                return bool(reply.status == 200)
            return False

        assert until(lambda: answers() or web.poll() is not None)
        assert web.poll() is None


@pytest.mark.slow
def test_the_worker_and_the_scheduler_pass_their_health_checks(secrets_folder: Path) -> None:
    with started("worker", secrets_folder) as worker, started("beat", secrets_folder) as beat:
        for name in ("beat", "worker"):
            env = environment(name, secrets_folder)
            assert until(lambda: is_healthy(name, secrets_folder, env)), name  # noqa: B023
        assert worker.poll() is None
        assert beat.poll() is None


def test_the_broker_starts_with_its_password(secrets_folder: Path, tmp_path: Path) -> None:
    binary = valkey.binary(server_account(Path("/nonexistent")))
    port = free_port()
    script = [filled(word, tmp_path) for word in SERVICES["valkey"]["command"]]
    script[1] = script[1].replace("/deploy", str(ROOT / "deploy"))
    env = environment("valkey", secrets_folder, PORT=str(port))
    env["PATH"] = f"{binary.parent}:{env['PATH']}"
    server = valkey.Valkey(tmp_path, os.environ["REDIS_URL"].split(":")[2].split("@")[0])
    server.port = port
    with subprocess.Popen(script, env=env, stdout=subprocess.DEVNULL) as child:
        server.child = child
        assert until(server.ready, 10)
        server.stop()


def test_the_database_starts_with_its_flags_and_sets_up_every_role(
    secrets_folder: Path, tmp_path: Path
) -> None:
    tmp_path.chmod(0o711)
    for folder in list(tmp_path.parents)[:2]:
        folder.chmod(0o711)
    server = postgres.Postgres(tmp_path, fsync=False)
    flags = SERVICES["postgres"]["command"][2::2]
    server.settings = dict(flag.split("=") for flag in flags) | {"listen_addresses": ""}
    assert server.settings.items() <= postgres.SETTINGS.items()
    (secrets_folder / "superuser").write_text("word")
    server.initialise("word")
    server.start()
    try:
        server.wait()
        with psycopg.connect(server.url("postgres", "word", "postgres"), autocommit=True) as link:
            link.execute("CREATE DATABASE kept")
        run_set_up(server, secrets_folder)
        run_set_up(server, secrets_folder)
        for role in ("app", "worker", "backup"):
            word = os.environ[ADDRESSES[f"{role}_database_url"]].split(":")[2].split("@")[0]
            with psycopg.connect(server.url(f"kept_{role}", word)) as link:
                assert link.execute("SELECT current_user").fetchone() == (f"kept_{role}",)
    finally:
        server.stop()


def run_set_up(server: postgres.Postgres, folder: Path) -> None:
    """The script that the image of PostgreSQL runs on an empty volume."""
    binaries = postgres.binary("psql", server.account).parent
    env = {
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "PGHOST": str(server.socket),
        "PGPASSWORD": "word",
        "KEPT_DEPLOY": str(ROOT / "deploy"),
        "KEPT_SECRETS": str(folder),
    }
    subprocess.run(["sh", ROOT / "deploy" / "init-db.sh"], env=env, check=True)


def test_the_backup_holds_every_table(secrets_folder: Path) -> None:
    binaries = postgres.binary("pg_dump", server_account(Path("/nonexistent"))).parent
    words = command(SERVICES["backup"]["command"], secrets_folder)
    env = {"PATH": f"{binaries}:{os.environ['PATH']}"}
    dump = subprocess.run(words, env=env, capture_output=True, check=False)
    assert dump.returncode == 0, dump.stderr
    listing = subprocess.run(
        [binaries / "pg_restore", "--list"], input=dump.stdout, capture_output=True, check=True
    )
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"]) as link:
        count = link.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        wanted = count.fetchone()
    assert wanted is not None
    assert listing.stdout.decode().count(" TABLE DATA public ") == wanted[0] > 0
