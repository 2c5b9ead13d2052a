"""Posts and sheets as the API shows them."""

from omah.core.count.contests import Contest
from omah.formats.form_toml import load_form
from omah.rooms.count.devices import post_code
from omah.rooms.count.house import House
from omah.rooms.count.schemas import (
    ChoiceOut,
    DeviceOut,
    ElectionOut,
    FieldOut,
    Me,
    PostOut,
    Task,
    Tasks,
)
from omah.rooms.count.selectors import PER_PAGE, SheetView, places_for, sheet_for
from omah.rooms.people.models import Person, Post
from omah.rooms.people.selectors import devices_of, posts_today
from omah.site.publish import fields_of


def me_out(house: House, person: Person, election: ElectionOut) -> Me:
    posts = [post_out(house, post) for post in posts_today(person)]
    devices = [
        DeviceOut(
            key=device.key,
            label=device.label,
            post=post_code(device.post),
            revoked=device.revoked_at is not None,
        )
        for device in devices_of(person)
    ]
    return Me(
        name=person.name,
        posts=posts,
        devices=devices,
        server_time=house.election.clock(),
        election=election,
    )


def post_out(house: House, post: Post) -> PostOut:
    return PostOut(
        id=post.pk,
        code=post_code(post),
        role=post.role,
        region=post.region,
        region_name=house.register.name_of(post.region),
        since=post.since.isoformat(),
        until=post.until.isoformat() if post.until else "",
        acting=post.acting,
    )


def tasks_out(house: House, post: Post, after: str) -> Tasks:
    places = places_for(house, post, after)
    views = [
        sheet_for(house, post, contest, station)
        for station, contest in places
        if contest in house.contests and station in house.register
    ]
    last = "/".join(places[-1]) if len(places) == PER_PAGE else ""
    return Tasks(tasks=[task_out(view) for view in views], next=last)


def task_out(view: SheetView) -> Task:
    contest = view.contest
    return Task(
        contest=contest.id,
        title_id=contest.title_id,
        title_en=contest.title_en,
        invented=contest.invented,
        form=contest.form,
        station=view.station,
        station_name=view.station_name,
        state=view.sheet.state.name,
        pages=len(load_form(contest.form).pages),
        fields=fields_out(contest),
        candidates=choices(contest),
        allowed=sorted(view.allowed),
        wanted=list(view.wanted),
        shown=dict(view.shown),
        rules=f"/api/v1/rules/{contest.id}.js",
    )


def choices(contest: Contest) -> list[ChoiceOut]:
    pairs = [ChoiceOut(number=c.number, name=c.name) for c in contest.candidates]
    return pairs + [ChoiceOut(number=p.number, name=p.name) for p in contest.parties]


def fields_out(contest: Contest) -> list[FieldOut]:
    """Return the sheet's fields in the order of the paper, with their pages."""
    form = load_form(contest.form)
    has = set(fields_of(contest))
    pages: dict[str, int] = {}
    for page in form.pages:
        for number in page.numbers:
            if number.field in has:
                pages.setdefault(number.field, page.number)
    rest = [field for field in fields_of(contest) if field not in pages]
    placed = [FieldOut(id=field, page=page) for field, page in pages.items()]
    return placed + [FieldOut(id=field, page=0) for field in rest]
