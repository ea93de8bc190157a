import datetime as dt

from django.db import migrations

STATE_OF = {"concept": "developing", "team": "developing", "deliver": "active", "review": "reviewing"}


def keep_what_zones_know(apps, schema_editor):
    """Each zone's line becomes its first version, and its state follows from its phase."""
    versions = apps.get_model("zones", "BoundaryVersion").objects
    changes = apps.get_model("zones", "PhaseChange").objects
    states = apps.get_model("zones", "StateChange").objects
    for zone in apps.get_model("zones", "Zone").objects.order_by("pk"):
        moved = list(changes.filter(zone=zone).order_by("at", "pk"))
        start = dt.datetime.combine(zone.since, dt.time(0), tzinfo=dt.UTC)
        first = moved[0].at if moved else start
        zone.state = STATE_OF[zone.phase]
        if zone.state != "developing":
            zone.active_at = next((row.at for row in moved if row.to == "deliver"), first)
        zone.save()
        before = ""
        for at, by, state in [(first, None, "developing"), *((row.at, row.by, STATE_OF[row.to]) for row in moved)]:
            if state != before:
                states.create(zone=zone, to=state, at=at, by=by)
            before = state
        versions.create(
            zone=zone,
            from_date=zone.since,
            geometry=zone.boundary,
            how="areas",
            areas={area.code: 1.0 for area in zone.areas.order_by("code")},
            west=zone.west,
            south=zone.south,
            east=zone.east,
            north=zone.north,
            at=first,
        )


class Migration(migrations.Migration):
    """Apart from the tables: PostgreSQL does not change a table whose rows were written in the same transaction."""

    dependencies = [("zones", "0004_states_and_boundaries")]

    operations = [migrations.RunPython(keep_what_zones_know, migrations.RunPython.noop)]
