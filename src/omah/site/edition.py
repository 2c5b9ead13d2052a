"""Which pages a publication has, and the facts that each of them is made from."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from omah.core.count.rules import Rule
from omah.core.places.regions import DIGITS, Level, level_of
from omah.site.addresses import (
    data_file,
    keldes_file,
    part_of,
    part_page,
    region_page,
    static_page,
    station_link,
    waiting_page,
)
from omah.site.data_files import levels_of, totals_name
from omah.site.fields import label
from omah.site.i18n import Words
from omah.site.marks import COUNT, mark
from omah.site.pages import (
    Facts,
    Page,
    Site,
    contest_title,
    plain_sentences,
    rule_titles,
)
from omah.site.photos import PhotoSize
from omah.site.station_views import StationContext, station_view
from omah.site.tallies import Tally
from omah.site.views import STATUS_ORDER, Figure, region_name, region_view

LONGEST_LIST = 200
"""More sheets than this wait: the page links to the smaller regions instead."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that the pages of one publication are made from."""

    site: Site
    tallies: Mapping[str, tuple[Tally, Sequence[str]]]
    rules: Mapping[str, tuple[Rule, ...]]
    sizes: Mapping[str, PhotoSize]


def region_pages(
    edition: Edition, contest: str, code: str, parts: Set[int]
) -> Iterator[Page]:
    """The page of a region; below it what waits there, or a village's next pages."""
    yield Page(
        "region",
        region_page(contest, code),
        partial(region_facts, edition, contest, code),
    )
    if level_of(code) is not Level.KELDES:
        yield Page(
            "waiting",
            waiting_page(contest, code),
            partial(waiting_facts, edition.tallies[contest][0], code),
        )
    for part in sorted(parts - {1}):
        yield Page(
            "part",
            part_page(contest, code, part),
            partial(part_facts, edition, contest, code, part),
        )


def whole_pages(edition: Edition) -> Iterator[Page]:
    """The pages that stand once: home, what waits, how to check, data, rules, about."""

    def page(name: str, facts: Facts) -> Page:
        return Page(name, static_page(name), facts, here=name)

    yield page("home", lambda t: {"contests": home_facts(edition, t)})
    yield page("waiting", lambda t: all_waiting(edition, t))
    yield page("data", lambda t: {"contests": download_facts(edition, t)})
    yield page("rules", lambda t: rules_facts(edition, t))
    yield page("about", lambda _: {"statuses": STATUS_ORDER})
    yield page("verify", lambda _: {})
    yield page("access", lambda _: {})


def region_facts(edition: Edition, contest: str, code: str, t: Words) -> dict[str, Any]:
    tally, fields = edition.tallies[contest]
    rules = edition.rules[contest]
    facts = {
        "view": region_view(tally, code, fields, t),
        "contest_title": contest_title(tally.contest, t.lang),
        "keldes_json": "",
        **_body_facts(rules, contest, code, t, finder_base=""),
    }
    if level_of(code) is Level.KELDES:
        facts["keldes_json"] = keldes_file(contest, code)
        facts |= part_facts(edition, contest, code, 1, t)
    return facts


def part_facts(
    edition: Edition, contest: str, keldes: str, part: int, t: Words
) -> dict[str, Any]:
    """The stations of one page of a village, and links to its other pages."""
    tally, fields = edition.tallies[contest]
    rules = {rule.code: rule for rule in edition.rules[contest]}
    context = StationContext(tally, fields, rules, edition.sizes, t)
    parts = parts_of(tally, keldes)
    return {
        "name": region_name(tally, keldes, t),
        "contest_title": contest_title(tally.contest, t.lang),
        "stations": [station_view(context, code) for code in parts.get(part, ())],
        "tiles_href": part_page(contest, keldes, 1),
        "parts": [
            {
                "href": part_page(contest, keldes, number),
                "first": codes[0][10:],
                "last": codes[-1][10:],
                "here": number == part,
            }
            for number, codes in parts.items()
        ],
    }


def parts_of(tally: Tally, keldes: str) -> dict[int, list[str]]:
    """The stations of a village by the page that they stand on."""
    parts: dict[int, list[str]] = {1: []}
    for station in tally.register.parts_of(keldes):
        parts.setdefault(part_of(station), []).append(station)
    return {number: codes for number, codes in parts.items() if codes}


def _body_facts(
    rules: tuple[Rule, ...], contest: str, code: str, t: Words, *, finder_base: str
) -> dict[str, Any]:
    """What ``region_body.html`` needs besides the view."""
    return {
        "rule_titles": rule_titles(rules, t.lang),
        "waiting_href": waiting_page(contest, code[: DIGITS[Level.KECAMATAN]]),
        "finder_base": finder_base,
    }


def home_facts(edition: Edition, t: Words) -> list[dict[str, Any]]:
    found = []
    for name, (tally, fields) in edition.tallies.items():
        code = tally.contest.region
        folder = region_page(name, code).rpartition("/")[0]
        found.append(
            {
                "view": region_view(tally, code, fields, t),
                "title": contest_title(tally.contest, t.lang),
                "href": region_page(name, code),
                **_body_facts(
                    edition.rules[name], name, code, t, finder_base=f"{folder}/"
                ),
            }
        )
    return found


def all_waiting(edition: Edition, t: Words) -> dict[str, Any]:
    groups = [
        waiting_group(tally, tally.contest.region, t)
        for tally, _ in edition.tallies.values()
    ]
    return {"groups": groups, "name": ""}


def waiting_facts(tally: Tally, code: str, t: Words) -> dict[str, Any]:
    groups = [waiting_group(tally, code, t)]
    return {"groups": groups, "name": region_name(tally, code, t)}


def waiting_group(tally: Tally, code: str, t: Words) -> dict[str, Any]:
    """The sheets that wait in one region; if too many, its parts with their number."""
    level, contest = level_of(code), tally.contest
    title = contest_title(contest, t.lang)
    if level < Level.KECAMATAN and tally.needing_person(code) > LONGEST_LIST:
        links = [
            (
                region_name(tally, child, t),
                waiting_page(contest.id, child),
                Figure(
                    tally.needing_person(child),
                    mark(contest.id, child, "stations.attention", COUNT),
                ),
            )
            for child in tally.register.parts_of(code)
        ]
        return {"title": title, "links": links, "sheets": []}
    sheets = [
        {
            "status": sheet.status,
            "name": f"TPS {sheet.station[10:]}, "
            + region_name(tally, sheet.station[:10], t),
            "href": station_link(contest.id, sheet.station),
            "fields": [label(field, contest, t) for field in sheet.differing],
        }
        for sheet in tally.waiting(code)
    ]
    return {"title": title, "links": [], "sheets": sheets}


def download_facts(edition: Edition, t: Words) -> list[dict[str, Any]]:
    found = []
    for name, (tally, _) in edition.tallies.items():
        files: list[tuple[str, str, dict[str, str]]] = [
            (data_file(name, f"{what}.{kind}"), f"data.{what}", {})
            for what, kind in (
                ("contest", "json"),
                ("regions", "json"),
                ("sheets", "csv"),
                ("findings", "csv"),
            )
        ]
        files += [
            (
                data_file(name, totals_name(level)),
                "data.totals_csv",
                {"level": t(f"level.{level.name.lower()}")},
            )
            for level in levels_of(tally)
        ]
        title = contest_title(tally.contest, t.lang)
        found.append({"id": name, "title": title, "files": files})
    return found


def rules_facts(edition: Edition, t: Words) -> dict[str, Any]:
    """Each rule once, though several contests may share it."""
    by_code = {rule.code: rule for rules in edition.rules.values() for rule in rules}
    return {
        "rules": tuple(by_code.values()),
        "plain": lambda rule: plain_sentences(rule, t.lang),
    }
