from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zones", "0005_keep_what_zones_know")]

    operations = [
        migrations.RemoveConstraint(
            model_name="zone",
            name="zone_phase_known",
        ),
        migrations.RemoveConstraint(
            model_name="zone",
            name="zone_box_in_order",
        ),
        migrations.RemoveField(
            model_name="zone",
            name="boundary",
        ),
        migrations.RemoveField(
            model_name="zone",
            name="east",
        ),
        migrations.RemoveField(
            model_name="zone",
            name="north",
        ),
        migrations.RemoveField(
            model_name="zone",
            name="south",
        ),
        migrations.RemoveField(
            model_name="zone",
            name="west",
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phase__in", ["concept"]), ("state", "idea")),
                    models.Q(("phase__in", ["concept", "team"]), ("state", "developing")),
                    models.Q(("phase__in", ["deliver"]), ("state", "active")),
                    models.Q(("phase__in", ["review"]), ("state", "reviewing")),
                    models.Q(("phase__in", ["deliver", "review"]), ("state", "handed_over")),
                    models.Q(("phase__in", ["concept", "deliver", "review", "team"]), ("state", "closed")),
                    _connector="OR",
                ),
                name="zone_state_and_phase_agree",
            ),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_at__isnull", False), ("state__in", ["closed", "developing", "idea"]), _connector="OR"
                ),
                name="zone_active_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.CheckConstraint(
                condition=models.Q(("near_km__gte", 0), ("near_km__lte", 10)), name="zone_near_is_near"
            ),
        ),
    ]
