"""Row-level security: every row is its owner's alone.

The purge role may remove journal entries whose chosen date has passed, and sees that date only.
"""

from django.db import migrations

from apps.core.rls import private_walls


class Migration(migrations.Migration):
    dependencies = [("reflections", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        private_walls("reflections_checkin"),
        private_walls("reflections_journalentry", expires="expires_on"),
        private_walls("reflections_ownview"),
        private_walls("reflections_preferences"),
    ]
