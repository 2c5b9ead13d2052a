"""The app's shell, its worker, and two readers for browsers that can't."""

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from omah.adapters.election import NoElectionError
from omah.formats.short_text import ShortTextError
from omah.rooms.capture import carriers
from omah.rooms.capture.shell import assets, version
from omah.rooms.count.house import house
from omah.rooms.people.doors import public, signed_in

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

View = Callable[[HttpRequest], HttpResponse]


def under_policy(view: View) -> View:
    """Let the page load nothing from elsewhere and run nothing inline."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        answer = view(request)
        answer["Content-Security-Policy"] = POLICY
        answer["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
        answer["Cache-Control"] = "no-cache"
        return answer

    return answered


@public
@require_GET
@ensure_csrf_cookie
@under_policy
def shell(request: HttpRequest) -> HttpResponse:
    """The one page; it holds nothing of anyone and the same bytes for all."""
    return HttpResponse(shell_text())


def shell_text() -> str:
    modules = [name for name in assets() if name.endswith(".js")]
    words = {"version": version(), "modules": modules}
    return render_to_string("capture/shell.html", words)


@public
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    icons = [
        {"src": static(f"capture/icon-{size}.png"), "sizes": f"{size}x{size}",
         "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]  # fmt: skip
    facts = {
        "id": reverse("capture:shell"),
        "name": "Omah: catat hasil TPS",
        "short_name": "Omah TPS",
        "lang": "id",
        "start_url": reverse("capture:shell"),
        "scope": reverse("capture:shell"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#6d3510",
        "icons": icons,
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@public
@require_GET
@under_policy
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker of this version: its own bytes change whenever an asset does."""
    page = reverse("capture:shell")
    addresses = [page, reverse("capture:manifest"), *map(static, assets())]
    words = {
        "version": version(shell_text().encode()),
        "files": json.dumps(addresses),
        "shell": page,
    }
    text = render_to_string("capture/sw.js", words)
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


@signed_in
@require_POST
def read_codes(request: HttpRequest) -> HttpResponse:
    """The texts of QR codes in a picture, for browsers that can't scan."""
    if int(request.headers.get("Content-Length") or 0) > carriers.MAX_PICTURE_BYTES:
        return JsonResponse({"texts": []}, status=413)
    try:
        return JsonResponse({"texts": carriers.codes_in(request.read())})
    except carriers.NotReadableError:
        return JsonResponse({"texts": []}, status=422)


@signed_in
@require_POST
def read_texts(request: HttpRequest) -> HttpResponse:
    """The statements in text messages; the phone hands them in like its own."""
    text = request.read(carriers.MAX_TEXT_BYTES).decode(errors="replace")
    try:
        here = house()
        with here.fold() as fold:
            found = carriers.statements_in(text, fold, here.election.root.id)
    except NoElectionError:
        words = {"id": "Belum ada pemilihan di server ini.", "en": "No election yet."}
        return JsonResponse({"statements": [], "problem": words}, status=503)
    except ShortTextError as problem:
        words = {"id": "SMS belum lengkap atau salah ketik.", "en": str(problem)}
        return JsonResponse({"statements": [], "problem": words})
    given = [{"body": said.body, "sig": said.sig} for said in found]
    return JsonResponse({"statements": given})
