"""What no row of background work may say."""

import pytest
from django.db import IntegrityError, transaction

from peoplezones.foundation import clock
from peoplezones.foundation.models import Job
from tests.peoplezones.foundation.factories import JobFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("how", "wrong", "rule"),
    [
        ({}, {"name": ""}, "job_named"),
        ({}, {"label": ""}, "job_named"),
        ({}, {"asked_by_label": ""}, "job_asker_named"),
        ({"done": True}, {"state": "asleep"}, "job_state_known"),
        ({"running": True}, {"progress": 1.1}, "job_progress_is_a_share"),
        ({"running": True}, {"progress": -0.1}, "job_progress_is_a_share"),
        ({"done": True}, {"progress": 0.9}, "job_done_is_whole"),
        ({}, {"cancel_asked_by_label": "Analyst 1"}, "job_cancel_asked_at_and_by"),
        ({}, {"cancel_asked_at": True}, "job_cancel_asked_at_and_by"),
        ({}, {"state": "running"}, "job_started_unless_waiting"),
        ({"running": True}, {"state": "waiting"}, "job_started_unless_waiting"),
        ({"running": True}, {"beat_at": None}, "job_started_with_a_beat"),
        ({"running": True}, {"ended_at": True}, "job_ended_unless_going_on"),
        ({"done": True}, {"ended_at": None}, "job_ended_unless_going_on"),
        ({"failed": True}, {"sentence": ""}, "job_says_what_went_wrong"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_the_data_base(how, wrong, rule):
    job = JobFactory(**how)
    wrong = {name: clock.now() if value is True else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**wrong)


@pytest.mark.parametrize(("progress", "percent"), [(0, 0), (0.299, 29), (0.999, 99), (1, 100)])
def test_a_hundred_per_cent_is_kept_for_the_end(progress, percent):
    assert JobFactory.build(progress=progress).percent == percent
