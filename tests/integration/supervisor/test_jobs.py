"""While a worker runs jobs, what others of its threads defer still stands or falls with their own transaction."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from portreeve.config.supervisor.worker import jobs_app
from portreeve.foundation.clock import api as clock
from portreeve.modules.correspondence.operations.sending import DELIVER


class Undone(Exception):
    """Why the transaction ends without its change."""


def jobs(dispatch: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'dispatch' = %s", [dispatch])
        return int(cursor.fetchone()[0])


def defer_and_undo(dispatch: str) -> None:
    with suppress(Undone), transaction.atomic():
        app.configure_task(DELIVER, queue="email").defer(dispatch=dispatch)
        assert jobs(dispatch) == 1
        raise Undone
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_job_is_not_there_before_what_it_is_about() -> None:
    dispatch = str(uuid4())

    async def while_the_worker_is_open() -> None:
        async with jobs_app().open_async():
            await asyncio.to_thread(defer_and_undo, dispatch)

    asyncio.run(while_the_worker_is_open())
    assert jobs(dispatch) == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_knows_every_task() -> None:
    assert set(jobs_app().tasks) == set(app.tasks)
    assert DELIVER in jobs_app().tasks


def test_a_worker_knows_the_desks_task_whatever_else_was_imported_before() -> None:
    fresh = (
        "import django; django.setup()\n"
        "from portreeve.config.supervisor.worker import jobs_app\n"
        "print(*jobs_app().tasks)"
    )
    known = subprocess.run([sys.executable, "-c", fresh], check=True, capture_output=True, text=True)
    assert "staff_desk.write" in known.stdout.split()


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_died_over_is_done_again_by_a_timer_beside_the_jobs() -> None:
    from portreeve.channels.staff_desk import jobs as staff_desk

    account = str(uuid4())
    app.configure_task(staff_desk.WRITE).defer(account=account, kind="account.sign_in_reset", happened="2026-11-23")
    with connection.cursor() as cursor:  # without a worker: the library forgets those that are long silent
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE args->>'account' = %s", [account])

    def turn() -> None:
        staff_desk.look_after(clock.now())
        connection.close()

    async def while_the_worker_is_open() -> None:
        async with jobs_app().open_async():
            timer = threading.Thread(target=turn)
            timer.start()
            await asyncio.to_thread(timer.join)

    asyncio.run(while_the_worker_is_open())
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE args->>'account' = %s", [account])
        assert cursor.fetchall() == [("todo",)]
