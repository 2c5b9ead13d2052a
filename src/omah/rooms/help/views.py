"""Pages of the helpdesk."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omah.core.office.tickets import Move, Refused, allowed
from omah.core.people.access import PostHeld, Reach
from omah.core.people.roles import OF_PEOPLE
from omah.rooms.help import actions, selectors
from omah.rooms.help.context import likely_topic, screen_context
from omah.rooms.help.forms import AskForm, ReplyForm
from omah.rooms.help.models import Ticket
from omah.rooms.help.words import REFUSALS
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.bodies import posts_held_by
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.models import Person
from omah.rooms.people.times import in_local_time

NEED_WORDS = {Move.ANSWER, Move.ASK_AGAIN}


def my_posts(request: HttpRequest) -> list[PostHeld]:
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    return [p.held() for p in posts_held_by(request.user, timezone.localdate())]


@door(*OF_PEOPLE, reach=Reach.ANYWHERE)
def mine(request: HttpRequest) -> HttpResponse:
    """What I have asked; and the desks at which I sit."""
    posts = my_posts(request)
    words = {
        "tickets": selectors.tickets_of(posts, timezone.now()),
        "desks": [post for post in posts if actions.actor(post).at_desk],
    }
    return render(request, "help/mine.html", words)


@door(*OF_PEOPLE, reach=Reach.ANYWHERE)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask, from any screen; the screen goes with the question."""
    came_from = request.GET.get("dari", "")[:400]
    context = screen_context(came_from)
    first = {"id": uuid4(), "topic": likely_topic(context)}
    form = AskForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = actions.ask(
                post_of(request), id_=given.pop("id"), context=context, **given
            )
        except actions.AnotherTicketError as used:
            raise Http404 from used
        messages.success(request, _("Pertanyaan terkirim. Jawaban muncul di sini."))
        return redirect("help:ticket", row.region, row.pk)
    words = {"form": form, "context": context, "came_from": came_from}
    return render(request, "help/ask.html", words)


@door(*OF_PEOPLE, region=region_in_address)
@in_local_time
def ticket(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """One question, what was said, and the moves that are open to me now."""
    post, row = ticket_and_post(request, region, id_)
    form = ReplyForm(request.POST or None, initial=first_words(request, post))
    if request.method == "POST" and form.is_valid() and make(request, form, post, row):
        return redirect("help:ticket", region, id_)
    now = timezone.now()
    words = {
        "ticket": selectors.shown(row, now),
        "moves": allowed(row.value(), actions.actor(post), now=now),
        "is_asker": str(row.asker_id) == post.id,
        "said": row.messages.select_related("by__holder"),
        "form": form,
        "canned": selectors.canned_for(post.region),
    }
    return render(request, "help/ticket.html", words)


def ticket_and_post(
    request: HttpRequest, region: str, id_: UUID
) -> tuple[PostHeld, Ticket]:
    """Return the ticket and the post that sees it: the asker's own first."""
    posts = my_posts(request)
    row = next(
        (r for post in posts if (r := selectors.ticket_for(post, region, id_))), None
    )
    if row is None:
        raise Http404
    own = [post for post in posts if post.id == str(row.asker_id)]
    at_desk = [post for post in posts if selectors.ticket_for(post, region, id_)]
    return (own or at_desk)[0], row


def first_words(request: HttpRequest, post: PostHeld) -> dict[str, str]:
    """Return the reply's first words: a canned answer, if one was chosen."""
    chosen = request.GET.get("jawaban", "")
    answers = selectors.canned_for(post.region)
    found = next((a for a in answers if str(a.pk) == chosen), None)
    return {"text": found.text} if found else {}


def make(request: HttpRequest, form: ReplyForm, post: PostHeld, row: Ticket) -> bool:
    """Make the move that a button names; if not, say why on the form or the page."""
    wanted = request.POST.get("move", "")
    if wanted not in set(Move):
        form.add_error(None, _("Tekan salah satu tombol langkah."))
        return False
    move, given = Move(wanted), form.cleaned_data
    if move in NEED_WORDS and not given["text"].strip():
        form.add_error("text", _("Tulis dulu pesannya; belum ada yang terkirim."))
        return False
    made = actions.make(post, row.pk, move, **given)
    if isinstance(made, Refused):
        row.refresh_from_db()
        form.add_error(None, REFUSALS[made])
        return False
    messages.success(request, _("Tersimpan."))
    return True
