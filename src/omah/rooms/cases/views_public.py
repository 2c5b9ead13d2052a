"""For everyone: an office's services, filing without an account, following by code."""

import base64
import json
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from omah.core.access import PostHeld, posts_on
from omah.core.cases import CaseType, Move, Refused
from omah.core.zones import zone_of
from omah.formats.receipt import Receipt, receipt_json
from omah.formats.report_form import render_report_form
from omah.formats.services_toml import catalogue
from omah.rooms.cases import actions, selectors, store
from omah.rooms.cases.actions import Filing, ReportGiven
from omah.rooms.cases.forms import (
    CodeForm,
    ComplaintForm,
    FilerStepForm,
    FilingForm,
    InformationForm,
    ReportForm,
)
from omah.rooms.cases.models import Case
from omah.rooms.cases.paper import paper_of
from omah.rooms.cases.templatetags.layanan import title
from omah.rooms.cases.verify import proof_of, receipt_from
from omah.rooms.cases.words import REFUSALS
from omah.rooms.people.doors import public
from omah.rooms.people.offices import name_of
from omah.rooms.people.selectors import visitor_of
from omah.rooms.people.times import in_local_time

KNOWN = "known_cases"
"""Session key of the cases whose code was shown here."""
MOST_KNOWN = 20
NEEDS_WORDS = frozenset({Move.COMPLETE, Move.MESSAGE, Move.OBJECT})


def desk_post(request: HttpRequest, office: str) -> PostHeld | None:
    """Return the visitor's post at exactly this office's case desk, if there is one."""
    held = posts_on(visitor_of(request).posts, timezone.localdate().isoformat())
    at_desk = (p for p in held if p.role in selectors.DESK and p.region == office)
    return next(at_desk, None)


def remember(request: HttpRequest, case: Case) -> None:
    known = [id_ for id_ in request.session.get(KNOWN, []) if id_ != str(case.pk)]
    request.session[KNOWN] = [*known, str(case.pk)][-MOST_KNOWN:]


@public
@in_local_time
def ask_information(request: HttpRequest, region: str) -> HttpResponse:
    """Ask for public information."""
    form = InformationForm(
        request.POST or None, request.FILES or None, initial=new_id()
    )
    return filing(request, region, form, CaseType.INFORMATION)


@public
@in_local_time
def report(request: HttpRequest, region: str) -> HttpResponse:
    """Report a violation or a hoax; we hand it over to Bawaslu."""
    today = actions.office_day(region)
    first = new_id() | {"known_on": today.isoformat()}
    form = ReportForm(
        request.POST or None, request.FILES or None, initial=first, today=today
    )
    return filing(request, region, form, CaseType.REPORT, windows=windows(form, region))


@public
@in_local_time
@require_safe
def paper(request: HttpRequest, region: str) -> HttpResponse:
    """The empty form of a report, for those without a network."""
    url = request.build_absolute_uri(reverse("cases:report", args=[region]))
    return HttpResponse(
        render_report_form(paper_of(region, url)),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="formulir-laporan.pdf"'},
    )


@public
@in_local_time
def complain(request: HttpRequest, region: str) -> HttpResponse:
    """Complain about one of the office's services."""
    services = [(s.code, title(s)) for s in catalogue().services]
    first = new_id() | {"service": request.GET.get("layanan", "")}
    form = ComplaintForm(
        request.POST or None, request.FILES or None, initial=first, services=services
    )
    return filing(request, region, form, CaseType.COMPLAINT)


def new_id() -> dict[str, object]:
    return {"id": uuid4()}


def windows(form: ReportForm, region: str) -> object:
    """Return the last days to report for the day that the form names."""
    if form.is_bound and form.is_valid():
        known_on: date = form.cleaned_data["known_on"]
    else:
        known_on = form.today
    return selectors.reporting_windows(known_on, region)


def filing(
    request: HttpRequest,
    region: str,
    form: FilingForm,
    type_: CaseType,
    **more: object,
) -> HttpResponse:
    post = desk_post(request, region)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.file_case(filing_of(form, region, type_), taken_in_by=post)
        except actions.AnotherCaseError as used:
            raise Http404 from used
        remember(request, case)
        return redirect("cases:receipt", case.pk)
    words = {
        "form": form,
        "region": region,
        "office": name_of(region),
        "type": type_,
        "is_desk": post is not None,
    }
    return render(request, "cases/file.html", words | more)


def filing_of(form: FilingForm, region: str, type_: CaseType) -> Filing:
    """Return what a form files; its case's id tells nobody the id of the device.

    Whoever sends that id again gets the case again, so an office must not know it.
    """
    given = dict(form.cleaned_data)
    given["id"] = uuid5(NAMESPACE_URL, f"omah:case:{given['id']}")
    files = given.pop("evidence")
    report_given = None
    if type_ is CaseType.REPORT:
        parts = ("matter", "known_on", "reported", "happened", "place")
        report_given = ReportGiven(**{part: given.pop(part) for part in parts})
    return Filing(type=type_, office=region, files=files, report=report_given, **given)


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
        "said": row.events.select_related("by__holder"),
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
