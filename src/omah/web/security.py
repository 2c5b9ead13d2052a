"""What a page of the house may load and run: its own files and nothing inline."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

HEADER = "Content-Security-Policy"
HOUSE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
DESK = "/redaksi/"
OF_THE_DESK = HOUSE | {
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}
"""Wagtail's editor writes scripts and styles into its pages and shows drafts in a
frame. Only editors who have signed in with a second factor come to that address."""


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{what} {sources}" for what, sources in policy.items())


POLICIES = ((DESK, written(OF_THE_DESK)), ("/", written(HOUSE)))


def content_security_policy(answer: Answer) -> Answer:
    """Put the policy on every answer that does not bring a stricter one."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if HEADER not in response.headers:
            path = request.path_info
            policy = next(p for start, p in POLICIES if path.startswith(start))
            response.headers[HEADER] = policy
        return response

    return answered
