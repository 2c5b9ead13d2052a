"""Send whoever comes by an address of the old site to the page it has become."""

from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from omah.rooms.kabar.models import NewsPage


def keep_old_address(*, instance: Page, **_: object) -> None:
    """Note the redirect of a news item when it is published, however that happens."""
    if not isinstance(instance, NewsPage) or not instance.old_address:
        return
    parts = urlsplit(instance.old_address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(path),
        site=instance.get_site(),
        defaults={"redirect_page": instance, "is_permanent": True},
    )
