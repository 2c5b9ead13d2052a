"""Who sees an uploaded picture or paper: anyone once it is published, else its office.

Wagtail itself serves every rendition and every document to whoever knows the address.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from omah.rooms.kabar.desks import seat
from omah.rooms.people.doors import public
from omah.rooms.people.models import Person

FRESH_S = 3600
AT_THE_DESK = ("add", "change", "choose")


@public
def picture(request: HttpRequest, path: str) -> FileResponse:
    """A rendition of a picture, by exactly the name it was given; nothing else."""
    renditions = get_image_model().get_rendition_model().objects
    made = renditions.filter(file=path).select_related("image").first()
    if made is None or not may_see(request, made.image):
        raise Http404
    kept = f"public, max-age={FRESH_S}" if is_published(made.image) else "no-store"
    try:
        sent = made.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(sent, headers={"Cache-Control": kept})


def may_see(request: HttpRequest, thing: Model) -> bool:
    """Whether a thing is public, or of an office at whose desk this person sits."""
    if is_published(thing):
        return True
    if not isinstance(request.user, Person):
        return False
    seat(request.user)
    policy = policy_registry.get_by_type(type(thing))
    return bool(
        policy.user_has_any_permission_for_instance(request.user, AT_THE_DESK, thing)
    )


def is_published(thing: Model) -> bool:
    """Whether a picture or paper stands on a page that anyone may read."""
    uses = ReferenceIndex.get_references_to(thing).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = [int(page) for page in uses.values_list("object_id", flat=True)]
    return bool(Page.objects.live().public().filter(pk__in=pages).exists())


def refuse_unpublished_paper(paper: Model, request: HttpRequest) -> None:
    """Answer as if a paper that nobody published did not exist."""
    if not may_see(request, paper):
        raise Http404
