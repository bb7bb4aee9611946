from django.apps import apps as site_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from operators.roles import ensure_roles


def make_roles(apps, schema_editor):
    """Permissions come into being after all migrations; the roles need them now."""
    for label in ("auth", "operators"):
        config = site_apps.get_app_config(label)
        create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    ensure_roles(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("operators", "0001_nouns"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
