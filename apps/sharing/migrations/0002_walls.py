"""Row-level security: members of the space read, the author alone writes and removes."""

from django.db import migrations

from apps.core.rls import shared_walls


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("spaces", "0002_walls")]
    operations = [shared_walls("sharing_sharedview")]
