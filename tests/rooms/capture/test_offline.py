"""A night at the polling station in a real browser, with the network as it is there."""

import pytest
from tests.elections import FIELDS, FIGURES

from omah.rooms.count.models import Statement

pytestmark = pytest.mark.chromium


def keyed(task_fields=FIELDS) -> dict:
    return {field: FIGURES[field] for field in task_fields}


def order_of(phone) -> list[str]:
    """The fields in the order in which the phone asks for them."""
    return phone.page.evaluate(
        "import('/static/capture/parts/session.js').then((s) => s.remembered())"
        ".then(({tasks}) => tasks[0].fields.map((field) => field.id))"
    )


def test_filled_without_a_network_and_closed_it_is_sent_once_later(phone):
    phone.context.set_offline(True)
    phone.key_in(keyed(order_of(phone)))
    phone.sign()
    assert phone.safety() == "unsafe"
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open()
    phone.wait_for("unsafe")
    assert len(phone.rows()) == 1
    phone.context.set_offline(False)
    phone.send()
    phone.wait_for("figures")
    (row,) = phone.rows()
    assert row["receipt"]["statement"] == row["id"]
    assert Statement.objects.filter(sha256=row["id"]).count() == 1
