"""Whether the database and the broker answer."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from redis import Redis, RedisError


def response() -> HttpResponse:
    """200 with both states, 503 when one of them is down. Says nothing else."""
    states = {"database": database_answers(), "broker": broker_answers()}
    body = {name: "up" if up else "down" for name, up in states.items()}
    reply = JsonResponse(body, status=200 if all(states.values()) else 503)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def database_answers() -> bool:
    """Whether a trivial query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except (DatabaseError, OSError):
        return False
    finally:
        connection.close()


def broker_answers() -> bool:
    """Whether the broker answers a ping within a second."""
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
        ) as client:
            return bool(client.ping())
    except (RedisError, OSError):
        return False
