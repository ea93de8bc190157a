from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partnerships"),
        ("places", "0002_catalogue"),
        ("zones", "0003_partnership_needed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoundaryVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(blank=True, null=True)),
                ("geometry", models.TextField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("areas", "Made of whole neighbourhoods"),
                            ("drawn", "Drawn on the map"),
                            ("imported", "Taken from a file"),
                        ],
                        max_length=8,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=120)),
                ("areas", models.JSONField()),
                ("west", models.FloatField()),
                ("south", models.FloatField()),
                ("east", models.FloatField()),
                ("north", models.FloatField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["from_date", "id"],
            },
        ),
        migrations.CreateModel(
            name="KeyProblem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("edited_at", models.DateTimeField(editable=False, null=True)),
                ("edited_by_label", models.CharField(blank=True, default="", editable=False, max_length=200)),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(max_length=2000)),
                ("evidence", models.CharField(max_length=300)),
                ("as_of", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                ("is_baseline", models.BooleanField()),
            ],
            options={
                "ordering": ["-is_baseline", "added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="NameChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(max_length=80)),
                ("after", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="StateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("developing", "Developing"),
                            ("active", "Active"),
                            ("reviewing", "Reviewing"),
                            ("handed_over", "Handed over to the community"),
                            ("closed", "Closed"),
                        ],
                        max_length=11,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, max_length=1000)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("follows", "It follows"), ("split", "It was split from")], max_length=7),
                ),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["on", "id"],
            },
        ),
        migrations.AddField(
            model_name="zone",
            name="active_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="zone",
            name="near_km",
            field=models.DecimalField(decimal_places=1, default=Decimal("1"), max_digits=4),
        ),
        migrations.AddField(
            model_name="zone",
            name="state",
            field=models.CharField(
                choices=[
                    ("idea", "Idea"),
                    ("developing", "Developing"),
                    ("active", "Active"),
                    ("reviewing", "Reviewing"),
                    ("handed_over", "Handed over to the community"),
                    ("closed", "Closed"),
                ],
                default="idea",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="zonearea",
            name="share",
            field=models.FloatField(default=1.0),
        ),
        migrations.AddConstraint(
            model_name="zonearea",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gt", 0), ("share__lte", 1)), name="zone_area_share_is_a_share"
            ),
        ),
        migrations.AddField(
            model_name="boundaryversion",
            name="by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boundaryversion",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="boundary_versions", to="zones.zone"
            ),
        ),
        migrations.AddField(
            model_name="keyproblem",
            name="added_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="keyproblem",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="key_problems", to="zones.zone"
            ),
        ),
        migrations.AddField(
            model_name="namechange",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="namechange",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="name_changes", to="zones.zone"
            ),
        ),
        migrations.AddField(
            model_name="statechange",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="statechange",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="state_changes", to="zones.zone"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="earlier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="went_on_as", to="zones.zone"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="zone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="came_from", to="zones.zone"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_date", None)), fields=("zone",), name="one_live_boundary_a_zone"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_date", None), ("from_date__lte", models.F("to_date")), _connector="OR"),
                name="boundary_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["areas", "drawn", "imported"])), name="boundary_how_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("south__lte", models.F("north")), ("west__lte", models.F("east"))),
                name="boundary_box_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyproblem",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("evidence", ""), _negated=True)),
                name="key_problem_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="namechange",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("before", ""), _negated=True), models.Q(("after", ""), _negated=True)),
                name="name_change_names_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="statechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("to__in", ["idea", "developing", "active", "reviewing", "handed_over", "closed"])),
                name="state_change_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("zone", "earlier"), name="succession_once_a_pair"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("zone", models.F("earlier")), _negated=True), name="zone_does_not_follow_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["follows", "split"])), name="succession_kind_known"
            ),
        ),
    ]
