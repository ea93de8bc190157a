"""What is shown of background work, without a script and with one."""

import pytest
from django.template.loader import render_to_string

from peoplezones.foundation import clock, jobs
from tests.peoplezones.foundation.factories import JobFactory

pytestmark = pytest.mark.django_db


def shown(job, rf, cancel_url="/jobs/1/cancel/"):
    given = {"job": job, "job_url": "/jobs/1/", "cancel_url": cancel_url}
    return " ".join(render_to_string("ui/progress.html", given, rf.get("/jobs/1/")).split())


def test_work_under_way_shows_how_far_it_is_and_asks_again(rf):
    job = JobFactory(running=True, progress=0.456, doing="Reading 2025-03")
    html = shown(job, rf)
    assert "Under way</strong> Read a file of crimes" in html
    assert f'<progress id="job-{job.pk}-progress" max="100" value="45">' in html
    assert "45% done</label>" in html
    assert "Reading 2025-03" in html
    assert 'hx-get="/jobs/1/" hx-trigger="every 1s"' in html


def test_only_work_that_waits_says_so_and_whom_to_tell_where_nothing_moves(rf):
    waits = "It waits for its turn. If nothing moves for some minutes, the worker may not be running"
    html = shown(JobFactory(), rf)
    assert waits in html
    assert waits not in html.partition('<div role="status">')[2].partition("</div>")[0]
    assert waits not in shown(JobFactory(running=True), rf)
    assert waits not in shown(JobFactory(done=True), rf)


def test_without_a_script_a_link_looks_again_and_a_form_cancels(rf):
    html = shown(JobFactory(), rf)
    assert '<a href="/jobs/1/">See how far it is' in html
    assert '<form method="post" action="/jobs/1/cancel/">' in html
    assert "csrfmiddlewaretoken" in html


@pytest.mark.parametrize("how", ["done", "failed"])
def test_work_that_has_ended_says_how_and_asks_no_more(rf, how):
    job = JobFactory(**{how: True}, label="Read a file", doing="Writing")
    html = shown(job, rf)
    assert f"{job.get_state_display()}</strong> Read a file" in html
    assert job.sentence in html
    assert not {piece for piece in ("hx-", "<progress", "<form", "<a ", "Writing") if piece in html}


def test_only_the_state_and_the_sentence_are_read_out(rf):
    html = shown(JobFactory(running=True, doing="Reading 2025-03"), rf)
    read_out = html.partition('<div role="status">')[2].partition("</div>")[0]
    assert "Under way" in read_out
    assert "Reading" not in read_out
    assert "%" not in read_out


def test_whoever_may_not_cancel_has_no_button(rf):
    assert "<form" not in shown(JobFactory(), rf, cancel_url="")


def test_work_that_was_asked_to_stop_says_so_and_has_no_button(rf):
    job = jobs.cancel(job=JobFactory(running=True), by=None, now=clock.now())
    html = shown(job, rf)
    assert "We are stopping it." in html
    assert "<form" not in html
