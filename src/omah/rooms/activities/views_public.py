"""Pages for participants: register, come, certificate; and its proof for anyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omah.core.people.masked import masked_name
from omah.core.service.zones import zone_of
from omah.rooms.activities import joining, papers, selectors
from omah.rooms.activities.forms import ComeForm, RegisterForm
from omah.rooms.activities.models import Activity
from omah.rooms.activities.selectors import Place
from omah.rooms.activities.views_files import pdf
from omah.rooms.people.doors import public


def joinable_or_404(code: str) -> Activity:
    row = selectors.joinable(code)
    if row is None:
        raise Http404
    return row


def place_or_404(code: str, secret: str) -> Place:
    place = selectors.place_of(code, secret, timezone.now())
    if place is None:
        raise Http404
    return place


@public
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Register with the code of the invitation."""
    row = joinable_or_404(code)
    form = RegisterForm(request.POST or None)
    with timezone.override(zone_of(row.office)):
        if request.method == "POST" and form.is_valid():
            try:
                secret = joining.register(row, **form.cleaned_data)
            except joining.FullError:
                form.add_error(None, _("Tempat sudah penuh."))
            else:
                return redirect("activities:place", code, secret)
        words = {"row": row, "value": selectors.value_of(row), "form": form}
        return render(request, "activities/join.html", words)


@public
def place(request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """My own page: say that I am here, fetch my certificate."""
    mine = place_or_404(code, secret)
    form = ComeForm(request.POST or None)
    with timezone.override(zone_of(mine.row.activity.office)):
        if request.method == "POST" and form.is_valid():
            if joining.come(mine.row, form.cleaned_data["code"]):
                return redirect("activities:place", code, secret)
            form.add_error("code", _("Kode ini belum benar, atau acara belum mulai."))
        words = {
            "place": mine,
            "row": mine.row.activity,
            "form": form,
            "code": code,
            "secret": secret,
        }
        answer = render(request, "activities/place.html", words)
    answer["Referrer-Policy"] = "no-referrer"  # the address is the key
    answer["Cache-Control"] = "private, no-store"
    return answer


@public
def own_certificate(request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """My certificate, for whoever knows my page."""
    mine = place_or_404(code, secret)
    if not mine.has_certificate:
        raise Http404
    host = f"{request.scheme}://{request.get_host()}"
    return pdf(papers.certificate_pdf(mine.row, host), f"sertifikat-{mine.row.number}")


@public
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a certificate is ours, with the name masked."""
    row = selectors.certificate(number, timezone.now())
    words = {
        "number": number.upper(),
        "row": row,
        "value": selectors.value_of(row.activity) if row else None,
        "name": masked_name(row.name) if row else "",
    }
    status = 200 if row else 404
    return render(request, "activities/certificate.html", words, status=status)
