import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import operators.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ('operators', '0013_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='edit',
            options={'ordering': ['-at', '-id'], 'verbose_name': 'edit', 'verbose_name_plural': 'edits'},
        ),
        migrations.AlterModelOptions(
            name='edition',
            options={'base_manager_name': 'objects', 'ordering': ['revision'], 'permissions': [('publish_edition', 'Can publish, return, withdraw and confirm checks')], 'verbose_name': 'edition', 'verbose_name_plural': 'editions'},
        ),
        migrations.AlterModelOptions(
            name='submission',
            options={'ordering': ['-submitted_at', '-id'], 'verbose_name': 'submission', 'verbose_name_plural': 'submissions'},
        ),
        migrations.AlterModelOptions(
            name='verification',
            options={'ordering': ['-day', '-id'], 'verbose_name': 'check', 'verbose_name_plural': 'checks'},
        ),
        migrations.AlterField(
            model_name='edit',
            name='at',
            field=models.DateTimeField(verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='edit',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='edit',
            name='key',
            field=models.CharField(max_length=80, verbose_name='key'),
        ),
        migrations.AlterField(
            model_name='edit',
            name='noun',
            field=models.CharField(choices=[('operator', 'operator'), ('policy', 'policy'), ('faq', 'faq'), ('question', 'question'), ('source', 'source')], max_length=10, verbose_name='noun'),
        ),
        migrations.AlterField(
            model_name='edit',
            name='version',
            field=models.PositiveIntegerField(verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='edit',
            name='what',
            field=models.CharField(default='edited', max_length=20, verbose_name='what'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='acceptance_reason',
            field=models.TextField(blank=True, verbose_name='why they were accepted'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='accepted_warnings',
            field=models.JSONField(default=list, verbose_name='accepted warnings'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='content_hash',
            field=models.CharField(blank=True, max_length=64, verbose_name='content hash'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='country',
            field=models.CharField(max_length=2, verbose_name='country'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='effective_basis',
            field=models.CharField(max_length=16, verbose_name='how that day is known'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='effective_from',
            field=models.DateField(verbose_name='applies from'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='four_eyes',
            field=models.BooleanField(verbose_name='four eyes'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='hash',
            field=models.CharField(max_length=64, unique=True, verbose_name='hash'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='kind',
            field=models.CharField(choices=[('operator', 'operator'), ('policy', 'policy'), ('faq', 'faq')], max_length=10, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='note',
            field=operators.models.fields.TranslatedField(blank=True, verbose_name='what changes'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='number',
            field=models.PositiveIntegerField(verbose_name='number'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='origin',
            field=models.CharField(blank=True, max_length=200, verbose_name='origin'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='previous_hash',
            field=models.CharField(blank=True, max_length=64, verbose_name='hash of the one before'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='public_at',
            field=models.DateTimeField(verbose_name='public from'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='published_at',
            field=models.DateTimeField(verbose_name='published at'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='published_by',
            field=models.CharField(max_length=150, verbose_name='published by'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='replaced_by',
            field=models.CharField(blank=True, max_length=80, verbose_name='replaced by'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='review_every_days',
            field=models.PositiveIntegerField(null=True, verbose_name='check every … days'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='revision',
            field=models.PositiveBigIntegerField(unique=True, verbose_name='revision'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='significance',
            field=models.CharField(max_length=16, verbose_name='kind of change'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='slug',
            field=models.CharField(max_length=80, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='submitted_by',
            field=models.CharField(blank=True, max_length=150, verbose_name='submitted by'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='tombstone',
            field=models.BooleanField(default=False, verbose_name='withdrawal'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='withdrawn_because',
            field=operators.models.fields.TranslatedField(blank=True, verbose_name='why it was withdrawn'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='content_hash',
            field=models.CharField(max_length=64, verbose_name='content hash'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='decided_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='decided at'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='kind',
            field=models.CharField(choices=[('operator', 'operator'), ('policy', 'policy'), ('faq', 'faq')], max_length=10, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='message',
            field=models.TextField(blank=True, verbose_name='message'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='note',
            field=models.TextField(blank=True, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='slug',
            field=models.CharField(max_length=80, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='state',
            field=models.CharField(choices=[('open', 'open'), ('returned', 'returned'), ('published', 'published'), ('superseded', 'superseded')], default='open', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='submitted_at',
            field=models.DateTimeField(verbose_name='submitted at'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='submitted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='version',
            field=models.PositiveIntegerField(verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='at',
            field=models.DateTimeField(verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='confirmed at'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='day',
            field=models.DateField(verbose_name='day'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='note',
            field=models.TextField(blank=True, verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='outcome',
            field=models.CharField(choices=[('confirmed', 'confirmed'), ('changed', 'changed'), ('could_not_check', 'could not check')], max_length=16, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='policy',
            field=models.CharField(max_length=80, verbose_name='policy'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='source',
            field=models.CharField(blank=True, max_length=80, verbose_name='source'),
        ),
    ]
