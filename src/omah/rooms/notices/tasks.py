"""Background work: letters leave the house after what they tell of is safe."""

from smtplib import SMTPException

from django.utils import timezone
from django_tasks import task

from omah.rooms.notices import channels
from omah.rooms.notices.models import Sending


@task()
def deliver(sending: int) -> bool:
    """Send a notice out once; a failure is kept in words for the administrators."""
    row = Sending.objects.select_related("notice__person").filter(pk=sending).first()
    if row is None or row.sent_at is not None:
        return False
    try:
        channels.WAYS[row.channel](row.notice)
    except (OSError, SMTPException) as problem:
        row.failure = type(problem).__name__
    else:
        row.sent_at, row.failure = timezone.now(), ""
    row.save(update_fields=["sent_at", "failure"])
    return row.sent_at is not None


@task()
def ask_to_confirm(address: str, link: str, language: str) -> None:
    channels.write_confirmation(address, link, language)


def make_up() -> int:
    """Send again what did not leave; return how many letters were waiting."""
    waiting = list(Sending.objects.filter(sent_at=None).values_list("pk", flat=True))
    for sending in waiting:
        deliver.enqueue(sending)
    return len(waiting)
