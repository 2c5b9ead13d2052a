"""For everyone: receipts, and one's own case by its code."""

import base64
import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from omah.core.service.cases import CaseType, Move, Refused
from omah.core.service.zones import zone_of
from omah.formats.receipt import Receipt, receipt_json
from omah.rooms.cases import actions, selectors, store
from omah.rooms.cases.forms import CodeForm, FilerStepForm
from omah.rooms.cases.models import Case
from omah.rooms.cases.verify import proof_of, receipt_from
from omah.rooms.cases.words import REFUSALS
from omah.rooms.people.doors import public
from omah.rooms.people.offices import name_of

KNOWN = "known_cases"
"""Session key of the cases whose code was shown here."""
MOST_KNOWN = 20
NEEDS_WORDS = frozenset({Move.COMPLETE, Move.MESSAGE, Move.OBJECT})


def remember(request: HttpRequest, case: Case) -> None:
    known = [id_ for id_ in request.session.get(KNOWN, []) if id_ != str(case.pk)]
    request.session[KNOWN] = [*known, str(case.pk)][-MOST_KNOWN:]


@public
@never_cache
@require_safe
def receipt(request: HttpRequest, id_: UUID) -> HttpResponse:
    """The receipt, for whoever has just filed or has shown the code."""
    shown = known_case(request, id_)
    signed = selectors.receipt_of(shown.row)
    if signed is None:
        raise Http404
    words = {
        "shown": shown,
        "office": name_of(shown.row.office),
        "code": actions.follow_up_code(shown.row.pk),
        "receipt": signed,
        "key": store.case_log().key.public.text,
        "check_url": request.build_absolute_uri(check_address(signed)),
        "log_url": log_address(request),
        "proof_file": proof_name(shown.row),
    }
    return render(request, "cases/receipt.html", words)


def known_case(request: HttpRequest, id_: UUID) -> selectors.Shown:
    shown = selectors.filers_case(id_, request.session.get(KNOWN, []))
    if shown is None:
        raise Http404
    return shown


def check_address(signed: Receipt) -> str:
    sig = base64.urlsafe_b64encode(base64.b64decode(signed.sig)).decode().rstrip("=")
    query = f"?s={signed.statement}&t={signed.received_at}&g={sig}"
    return reverse("cases:check") + query


def log_address(request: HttpRequest) -> str:
    checkpoint = reverse("cases:log", args=["checkpoint"])
    return request.build_absolute_uri(checkpoint.removesuffix("checkpoint"))


def proof_name(case: Case) -> str:
    return f"tanda-terima-{case.number}.json"


@public
@never_cache
@require_safe
def receipt_file(request: HttpRequest, id_: UUID) -> HttpResponse:
    """What proves the filing without us: the receipt, the words, the salt, the key."""
    shown = known_case(request, id_)
    signed = selectors.receipt_of(shown.row)
    entry = shown.row.log_entries.order_by("seq").first()
    if signed is None or entry is None:
        raise Http404
    content = {
        "receipt": json.loads(receipt_json(signed)),
        "entry": json.loads(bytes(entry.entry)),
        "said": selectors.said(shown.row),
        "salt": shown.row.salt,
        "key": store.case_log().key.public.text,
    }
    name = proof_name(shown.row)
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@public
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Show the code of a receipt, and see where the case stands."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hashed = actions.code_hash(form.cleaned_data["code"])
        case = selectors.case_with_code(hashed)
        if case is not None:
            remember(request, case)
            return redirect("cases:mine", case.pk)
        form.add_error("code", _("Kode ini tidak kami kenal. Periksa hurufnya."))
    return render(request, "cases/follow.html", {"form": form})


@public
@never_cache
def mine(request: HttpRequest, id_: UUID) -> HttpResponse:
    """A filer's own case: its clock, what was said, and the steps open to them."""
    shown = known_case(request, id_)
    form = FilerStepForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and step(request, form, id_):
        return redirect("cases:mine", id_)
    with timezone.override(zone_of(shown.row.office)):
        words = case_words(shown) | {
            "form": form,
            "moves": shown.filers_moves,
            "office": name_of(shown.row.office),
            "is_filer": True,
        }
        return render(request, "cases/mine.html", words)


def case_words(shown: selectors.Shown) -> dict[str, object]:
    """Return what both sides see of a case."""
    row = shown.row
    return {
        "shown": shown,
        "case": row,
        "said": row.events.select_related("by__holder", "letter"),
        "evidence": row.evidence.all(),
        "report": getattr(row, "report", None),
        "conditions": (
            selectors.conditions(row) if row.type == CaseType.REPORT else None
        ),
    }


def step(request: HttpRequest, form: FilerStepForm, id_: UUID) -> bool:
    """Make the filer's step that a button names; if not, say why on the form."""
    wanted = request.POST.get("move", "")
    if wanted not in set(Move):
        form.add_error(None, _("Tekan salah satu tombol langkah."))
        return False
    move, given = Move(wanted), form.cleaned_data
    if move in NEEDS_WORDS and not given["text"].strip():
        form.add_error("text", _("Tulis dulu pesannya; belum ada yang terkirim."))
        return False
    made = actions.take_step(
        id_,
        move,
        post=None,
        text=given["text"],
        files=given["evidence"],
        ground=given["ground"],
    )
    if isinstance(made, Refused):
        form.add_error(None, str(REFUSALS[made]))
        return False
    return True


@public
@never_cache
@require_safe
def own_file(request: HttpRequest, id_: UUID, sha256: str) -> HttpResponse:
    """A file of the filer's own case."""
    return file_of(known_case(request, id_), sha256)


def file_of(shown: selectors.Shown, sha256: str) -> HttpResponse:
    kept = shown.row.evidence.filter(sha256=sha256).first()
    if kept is None:
        raise Http404
    return HttpResponse(
        store.evidence().get(sha256),
        content_type=kept.media_type,
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=kept.name
            )
            or ""
        },
    )


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Anyone may check a receipt: signed by this house, and kept in the log."""
    given = receipt_from(request.GET)
    words = {
        "given": given,
        "proof": proof_of(given) if given else None,
        "key": store.case_log().key.public.text,
        "log_url": log_address(request),
        "was_asked": bool(request.GET),
    }
    return render(request, "cases/check.html", words)
