"""`db_worker`: does background work until it is told to stop; knows none of the work.

It is the worker of django-tasks-db, which it stands in front of, with two things more: it tidies up before its first
work, and a data base that somebody else writes to for long does not end it.
"""

import logging
from typing import Any

from django.core.management import call_command
from django.db import OperationalError
from django_tasks_db.compat import TASKS_LOGGER
from django_tasks_db.management.commands import db_worker

from peoplezones.foundation import clock, jobs


class Command(db_worker.Command):
    help = "Does background work until it is told to stop."

    def configure_logging(self, verbosity: int) -> None:
        super().configure_logging(verbosity)
        if verbosity == 0:  # quiet, but what goes wrong is said
            for name in (TASKS_LOGGER, db_worker.logger.name):
                logging.getLogger(name).setLevel(logging.ERROR)

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            try:
                jobs.wake(clock.now())
                call_command("prune_db_task_results", queue_name="*", verbosity=0)
                super().handle(**options)
                return
            except OperationalError as failure:
                if not jobs.is_locked(failure):
                    raise
                self.stderr.write("The data base is locked; trying again.")
