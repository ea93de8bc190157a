import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the filling: PostgreSQL does not change a table whose rows were written in the same transaction."""

    dependencies = [("zones", "0002_partnership")]

    operations = [
        migrations.AlterField(
            model_name="zone",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="zones",
                to="accounts.partnership",
            ),
        ),
    ]
