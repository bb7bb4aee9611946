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
        ('operators', '0012_translation_gaps'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='edit',
            name='content',
            field=models.TextField(blank=True, default='', editable=False),
        ),
        migrations.CreateModel(
            name='VerbRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=20, verbose_name='what')),
                ('noun', models.CharField(max_length=20, verbose_name='kind')),
                ('key', models.CharField(max_length=80, verbose_name='key')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('version', models.PositiveIntegerField(null=True, verbose_name='version')),
                ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='content hash')),
                ('edition', models.PositiveIntegerField(null=True, verbose_name='edition')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('details', models.JSONField(blank=True, default=dict, encoder=operators.models.fields.UnescapedJSONEncoder, verbose_name='details')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'log of verbs',
                'verbose_name_plural': 'log of verbs',
                'ordering': ['-at', '-id'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['-at', '-id'], name='verbrecord_newest'), models.Index(fields=['noun', 'key', '-at'], name='verbrecord_by_thing')],
            },
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
