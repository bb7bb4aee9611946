import django.core.validators
import django.db.models.deletion
from django.apps import apps as site_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import operators.models.fields
from operators.roles import ensure_roles


def make_roles(apps, schema_editor):
    """Permissions come into being after all migrations; the roles need them now."""
    create_permissions(site_apps.get_app_config("operators"), verbosity=0, using=schema_editor.connection.alias)
    ensure_roles(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):

    dependencies = [
        ('operators', '0008_change_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:[-_][a-z0-9]+)*\\Z', 'A key has small letters, digits and single hyphens: “no-sms”.', 'key')], verbose_name='key')),
                ('words', models.JSONField(default=list, editable=False, encoder=operators.models.fields.UnescapedJSONEncoder, verbose_name='words in use')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed')),
                ('proposed', models.JSONField(editable=False, encoder=operators.models.fields.UnescapedJSONEncoder, null=True, verbose_name='proposal')),
                ('proposed_at', models.DateTimeField(editable=False, null=True, verbose_name='proposed')),
                ('confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['key'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('proposed__isnull', True), ('proposed_at__isnull', True), ('proposed_by__isnull', True)), models.Q(('proposed__isnull', False), ('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='synonymgroup_proposed_whole'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='synonymgroup_confirmed_whole')],
            },
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
