"""Row-level security under a person's keys."""

from django.db import migrations

from apps.core.rls import private_walls


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [private_walls("accounts_personkey")]
