"""Pages of those who answer: the desk, a case, its files, the register of a year."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from omah.core.people.access import PostHeld, Reach
from omah.core.service import cases
from omah.core.service.cases import CaseType, Move, Refused, Side
from omah.core.service.cases_annual import Line
from omah.rooms.cases import actions, selectors, store
from omah.rooms.cases.forms import StepForm, TaskForm
from omah.rooms.cases.selectors import DESK, Shown
from omah.rooms.cases.views_follow import case_words, file_of
from omah.rooms.cases.words import OUTCOMES, READY_ANSWERS, REFUSALS, STANDINGS
from omah.rooms.people.addresses import region_in_address
from omah.rooms.people.doors import door, post_of
from omah.rooms.people.offices import name_of
from omah.rooms.people.templatetags.house import division
from omah.rooms.people.times import in_local_time

NEEDS_WORDS = frozenset({Move.MESSAGE, Move.ANSWER, Move.SETTLE})
desk_door = door(*DESK, region=region_in_address, reach=Reach.OWN)


@desk_door
@in_local_time
@require_safe
def desk(request: HttpRequest, region: str) -> HttpResponse:
    """What this office owes, nearest to its last day first."""
    words = {
        "region": region,
        "office": name_of(region),
        "desk": selectors.desk_of(region, timezone.now()),
        "today": actions.office_day(region),
        "tasks": selectors.tasks_of(post_of(request)),
    }
    return render(request, "cases/desk.html", words)


def case_here(region: str, id_: UUID) -> Shown:
    shown = selectors.case_at(region, id_)
    if shown is None:
        raise Http404
    return shown


@desk_door
@in_local_time
def case(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """One case: what was said, every counted day, and the steps open to me."""
    shown = case_here(region, id_)
    post = post_of(request)
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        initial=first_words(request, shown),
    )
    if request.method == "POST" and form.is_valid() and step(request, form, shown):
        return redirect("cases:case", region, id_)
    words = case_words(shown) | {
        "region": region,
        "office": name_of(region),
        "form": form,
        "task_form": TaskForm(posts=colleagues(region)),
        "tasks": shown.row.tasks.select_related("post__holder"),
        "moves": cases.allowed(shown.case, Side.OFFICE, post.id),
        "ready": READY_ANSWERS[CaseType(shown.row.type)],
        "intake": store.bawaslu().name,
        "may_erase": shown.case.state in cases.OVER and not shown.row.erased_at,
        "is_filer": False,
    }
    return render(request, "cases/case.html", words)


def colleagues(region: str) -> list[tuple[str, str]]:
    posts = selectors.desk_posts(region)
    return [
        (str(p.pk), f"{p.holder.name if p.holder else '-'}, {division(p.division)}")
        for p in posts
    ]


def first_words(request: HttpRequest, shown: Shown) -> dict[str, str]:
    """Return the reply's first words: a ready answer, if one was chosen."""
    chosen = request.GET.get("jawaban", "")
    ready = READY_ANSWERS[CaseType(shown.row.type)]
    is_one = chosen.isascii() and chosen.isdigit() and int(chosen) < len(ready)
    return {"text": str(ready[int(chosen)])} if is_one else {}


def step(request: HttpRequest, form: StepForm, shown: Shown) -> bool:
    """Make the step that a button names; if not, say why on the form."""
    wanted = request.POST.get("move", "")
    if wanted not in set(Move):
        form.add_error(None, _("Tekan salah satu tombol langkah."))
        return False
    move, given = Move(wanted), form.cleaned_data
    if move in NEEDS_WORDS and not given["text"].strip():
        form.add_error("text", _("Tulis dulu pesannya; belum ada yang terkirim."))
        return False
    made = made_step(post_of(request), shown.row.pk, move, given)
    if isinstance(made, Refused):
        form.add_error(None, str(REFUSALS[made]))
        return False
    messages.success(request, _("Tersimpan dan tercatat."))
    return True


def made_step(
    post: PostHeld, id_: UUID, move: Move, given: dict[str, object]
) -> object:
    if move is Move.HAND_OVER:
        return actions.hand_over(id_, post=post)
    words = {name: str(given[name]) for name in ("why", "outcome", "ground")}
    files = given["evidence"]
    return actions.take_step(
        id_,
        move,
        post=post,
        text=str(given["text"]),
        files=files if isinstance(files, list) else (),
        **words,
    )


@desk_door
@require_safe
def case_file(
    request: HttpRequest, region: str, id_: UUID, sha256: str
) -> HttpResponse:
    """A file of a case, to the office that has the case."""
    return file_of(case_here(region, id_), sha256)


@desk_door
@require_POST
def task(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Give a colleague something to do, or say that it is done."""
    shown = case_here(region, id_)
    done = request.POST.get("done", "")
    if done:
        pk = int(done) if done.isascii() and done.isdigit() and len(done) < 19 else 0
        actions.finish_task(shown.row, pk)
        return redirect("cases:case", region, id_)
    form = TaskForm(request.POST, posts=colleagues(region))
    if form.is_valid():
        actions.add_task(shown.row, made_by=post_of(request), **form.cleaned_data)
    else:
        messages.error(request, _("Tugas belum lengkap; belum ada yang tersimpan."))
    return redirect("cases:case", region, id_)


@desk_door
@require_POST
def erase(request: HttpRequest, region: str, id_: UUID) -> HttpResponse:
    """Erase what is personal in a case that is over."""
    case_here(region, id_)
    if actions.erase(id_, post=post_of(request)):
        messages.success(request, _("Data pribadi perkara ini telah dihapus."))
    return redirect("cases:case", region, id_)


@desk_door
@in_local_time
@require_safe
def register(request: HttpRequest, region: str, year: int) -> HttpResponse:
    """The register of information requests of a year, to print or as a table."""
    lines = selectors.register(region, year)
    if request.GET.get("bentuk") == "csv":
        return register_csv(lines, f"register-{region or 'nasional'}-{year}.csv")
    words = {
        "region": region,
        "office": name_of(region),
        "year": year,
        "lines": lines,
    }
    return render(request, "cases/register.html", words)


HEADS = (
    "nomor", "kode", "diterima", "informasi_pemilu", "keadaan", "isi_jawaban",
    "dasar_penolakan", "batas", "dijawab", "ketepatan", "hari_terhitung",
    "digeser_oleh", "keberatan",
)  # fmt: skip


def register_csv(lines: list[Line], name: str) -> HttpResponse:
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    rows = csv.writer(answer)
    rows.writerow(HEADS)
    for each in lines:
        rows.writerow(
            [
                each.number,
                each.code,
                each.filed_on.isoformat(),
                int(each.is_election),
                each.state.value,
                OUTCOMES[each.outcome] if each.outcome else "",
                each.ground,
                each.due.isoformat() if each.due else "",
                each.answered_on.isoformat() if each.answered_on else "",
                STANDINGS[each.standing],
                "" if each.working_days is None else each.working_days,
                "; ".join(each.moved_by),
                int(each.objected),
            ]
        )
    return answer
