"""The worker beside its queue: it publishes what is due."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from tests.rooms.kabar.offices import HERE, add_news, open_office

from omah.cli import worker
from omah.rooms.kabar import scheduling


def test_something_is_done_again_and_again_until_it_is_stopped():
    stop, done = threading.Event(), threading.Semaphore(0)
    worker.start_every(0.001, done.release, stop)
    assert all(done.acquire(timeout=30) for _ in range(3))
    stop.set()


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "is_live"), [(-1, True), (60, False)])
def test_a_page_goes_out_when_its_time_has_come(monkeypatch, minutes, is_live):
    monkeypatch.setattr(scheduling, "close_old_connections", lambda: None)
    page = add_news(open_office(HERE, domain="localhost"), "Nanti", live=False)
    page.go_live_at = timezone.now() + timedelta(minutes=minutes)
    revision = page.save_revision()
    revision.approved_go_live_at = page.go_live_at
    revision.save()
    scheduling.publish_due()
    page.refresh_from_db()
    assert page.live is is_live


@pytest.mark.django_db
def test_a_page_is_taken_down_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(scheduling, "close_old_connections", lambda: None)
    page = add_news(open_office(HERE, domain="localhost"), "Sementara")
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    scheduling.publish_due()
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_database_that_is_away_is_asked_again_later(monkeypatch, caplog):
    def away(*_words: object, **_more: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(scheduling, "close_old_connections", lambda: None)
    monkeypatch.setattr(scheduling, "call_command", away)
    scheduling.publish_due()
    assert "scheduled pages wait" in caplog.text
