import django.db.models.deletion
from django.db import migrations, models


def give_each_zone_a_partnership(apps, schema_editor):
    """Zones that are there already belong to one partnership, which can be renamed afterwards."""
    zones = apps.get_model("zones", "Zone").objects.filter(partnership=None)
    if zones.exists():
        partnerships = apps.get_model("accounts", "Partnership").objects
        first = partnerships.order_by("pk").first() or partnerships.create(slug="partnership", name="Partnership")
        zones.update(partnership=first)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partnerships"),
        ("zones", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="zone",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="zone",
            name="edited_by_label",
            field=models.CharField(blank=True, default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="zone",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="zone",
            name="partnership",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="zones",
                to="accounts.partnership",
            ),
        ),
        migrations.RunPython(give_each_zone_a_partnership, migrations.RunPython.noop),
    ]
