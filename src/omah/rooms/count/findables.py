"""Results pages of the public site, for the one search box."""

from collections.abc import Iterator

from omah.adapters.election import NoElectionError
from omah.core.count.contests import Contest
from omah.core.office.findable import Findable
from omah.core.places.regions import Level
from omah.rooms.count.addresses import results_address
from omah.rooms.count.house import House, house

LEVELS = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN, Level.KELDES)


def findables() -> Iterator[Findable]:
    """Yield each contest and its regions down to the villages."""
    try:
        here = house()
    except NoElectionError:
        return
    for contest in here.contests.values():
        yield from of_contest(here, contest)


def of_contest(here: House, contest: Contest) -> Iterator[Findable]:
    yield page_of(here, contest, contest.region)
    for level in LEVELS:
        for region in here.register.within(contest.region, level):
            if region != contest.region:
                yield page_of(here, contest, region)


def page_of(here: House, contest: Contest, region: str) -> Findable:
    names = [above.name for above in here.register.path_to(region)]
    return Findable(
        key=f"count:{contest.id}:{region}",
        kind="results",
        title=f"Hasil {contest.title_id}: {names[-1]}",
        text=f"{contest.title_en}. {', '.join(reversed(names))}",
        url=results_address(contest.id, region),
        office=region,
    )
