"""Row-level security: both read what was said and done, each changes their own rows only."""

from django.db import migrations

from apps.core.rls import shared_walls

TABLES = ("commitment", "version", "entry", "amendment", "away", "reaction", "told")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0001_initial"), ("spaces", "0002_walls")]
    operations = [shared_walls(f"commitments_{table}") for table in TABLES]
