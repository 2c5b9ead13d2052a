"""Open an office's site from the one template; give its desks their reach."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from omah.core.news.desk import Desk
from omah.core.news.offices import OfficeEntry
from omah.rooms.kabar.menus import MENUS, NEWS, NEWS_TITLE
from omah.rooms.kabar.models import (
    HousePage,
    MenuPage,
    NewsIndexPage,
    Office,
    OfficePage,
)
from omah.rooms.people.offices import open_body

PAGE_RIGHTS = {
    Desk.WRITER: ("add_page",),
    Desk.EDITOR: ("add_page", "change_page", "publish_page", "lock_page"),
}
FILE_RIGHTS = {
    Desk.WRITER: ("add_image", "choose_image", "add_document", "choose_document"),
    Desk.EDITOR: (
        "add_image", "change_image", "choose_image", "delete_image",
        "add_document", "change_document", "choose_document", "delete_document",
    ),
}  # fmt: skip


@transaction.atomic
def open_office(entry: OfficeEntry, *, domain: str) -> OfficePage:
    """Return the first page of an office's site; open the whole office if it is new.

    An office has its posts (chair and divisions, empty until someone is invited), its
    site, its collection of files, its groups of editors, and its moderation.
    """
    office, is_new = Office.objects.get_or_create(
        code=entry.code, defaults={"name": entry.name, "slug": entry.slug}
    )
    open_body(entry.code, entry.name, since=timezone.localdate())
    if not is_new:
        return office.home
    office.collection = collections_root().add_child(name=office.name)
    office.save(update_fields=["collection"])
    home = make_pages(house_root(), office)
    Site.objects.create(
        hostname=f"{office.slug}.{domain}", site_name=office.name, root_page=home
    )
    for desk in Desk:
        give_reach(desk_group(office.code, desk), desk, office, home)
    make_workflow(office, home)
    return home


def collections_root() -> Collection:
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def house_root() -> HousePage:
    """Return the page above all sites, made on first use."""
    house = HousePage.objects.first()
    if house is None:
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        house = root.add_child(instance=HousePage(title="Kantor KPU", slug="rumah"))
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "root_page": house, "site_name": "Omah"},
        )
    return house


def make_pages(house: HousePage, office: Office) -> OfficePage:
    """Make an office's first page and every menu of the template, in order."""
    home: OfficePage = house.add_child(
        instance=OfficePage(title=office.name, slug=office.slug, office=office)
    )
    news = NewsIndexPage(title=NEWS_TITLE, slug=NEWS, show_in_menus=True)
    home.add_child(instance=news)
    for menu in MENUS:
        page = MenuPage(
            title=menu.title, slug=menu.slug, menu=menu.slug, show_in_menus=True
        )
        home.add_child(instance=page)
    return home


def group_name(code: str, desk: Desk) -> str:
    return f"kabar {code or 'nasional'} {desk}"


def desk_group(code: str, desk: Desk) -> Group:
    group, _made = Group.objects.get_or_create(name=group_name(code, desk))
    return group


def give_reach(group: Group, desk: Desk, office: Office, home: OfficePage) -> None:
    """Let a desk work on its own office's pages and files, and enter the desk."""
    group.permissions.add(rights("access_admin").get())
    for right in rights(*PAGE_RIGHTS[desk]).filter(content_type__model="page"):
        GroupPagePermission.objects.create(group=group, page=home, permission=right)
    for right in rights(*FILE_RIGHTS[desk]):
        GroupCollectionPermission.objects.create(
            group=group, collection=office.collection, permission=right
        )


def rights(*names: str) -> QuerySet[Permission]:
    return Permission.objects.filter(
        codename__in=names, content_type__app_label__startswith="wagtail"
    )


def make_workflow(office: Office, home: OfficePage) -> None:
    """Send what writers hand in to the editors of the same office."""
    task = GroupApprovalTask.objects.create(name=f"Redaktur {office.name}")
    task.groups.add(desk_group(office.code, Desk.EDITOR))
    workflow = Workflow.objects.create(name=f"Moderasi {office.name}")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
