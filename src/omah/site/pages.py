"""Pages from templates: the same page in each language, as bytes; no files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from omah.core.count.contests import Contest
from omah.core.count.rules import Rule
from omah.site.addresses import ICON, SCRIPT, STYLE, in_language, static_page, up_from
from omah.site.i18n import LANGUAGES, Words, iso_time, words
from omah.site.marks import figure
from omah.site.views import Figure

STYLE_FILES = ("tokens", "base", "layout", "charts", "tables", "station", "print")


@dataclass(frozen=True, slots=True)
class Site:
    """What stands on every page: who publishes, what, and how sure it is."""

    publisher: str
    contests: tuple[Contest, ...]
    changed_at: int
    official: bool = False
    log_key: str = ""

    @property
    def invented(self) -> bool:
        return any(contest.invented for contest in self.contests)

    def title(self, lang: str) -> str:
        titles = [contest_title(contest, lang) for contest in self.contests]
        return titles[0] if len(titles) == 1 else self.contests[0].election


def contest_title(contest: Contest, lang: str) -> str:
    return contest.title_id if lang == "id" else contest.title_en


Facts = Callable[[Words], Mapping[str, Any]]
"""What a page says, in one language: names for its template to values."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be rendered in any language; ``path`` is the Indonesian one."""

    template: str
    path: str
    facts: Facts
    here: str = ""

    def in_all_languages(self, site: Site) -> dict[str, bytes]:
        return {
            in_language(self.path, lang): self.render(site, lang) for lang in LANGUAGES
        }

    def render(self, site: Site, lang: str) -> bytes:
        text = _environment().get_template(f"{self.template}.html")
        t = words(lang)
        return text.render(
            **_page_functions(in_language(self.path, lang), self.path, t),
            **self.facts(t),
            site=site,
            t=t,
            here=self.here,
        ).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("omah", "data/site/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(
        address=static_page, style=STYLE, script=SCRIPT, icon_file=ICON
    )
    return environment


def _page_functions(path: str, neutral: str, t: Words) -> dict[str, Any]:
    """Links relative to this page, so that the site works in any folder."""
    up = up_from(path)
    other = next(lang for lang in LANGUAGES if lang != t.lang)

    def fig(item: Figure, *, brief: bool = False) -> Markup:
        return figure(t, item.value, item.mark, rate=item.rate, brief=brief)

    def moment(at: int) -> Markup:
        if not at:
            return Markup("{}").format(t("site.never"))
        return Markup('<time datetime="{}">{}</time>').format(iso_time(at), t.time(at))

    return {
        "asset": lambda target: up + target,
        "page": lambda target: up + in_language(target, t.lang),
        "other_page": up + in_language(neutral, other),
        "other_lang": other,
        "fig": fig,
        "moment": moment,
    }


def plain_sentences(rule: Rule, lang: str) -> tuple[str, str]:
    """What a rule says to poll worker and officer, of two numbers A and B."""
    said = rule.sentences
    pair = (
        (said.worker_id, said.officer_id)
        if lang == "id"
        else (said.worker_en, said.officer_en)
    )
    return pair[0].format(left="A", right="B"), pair[1].format(left="A", right="B")


def rule_titles(rules: tuple[Rule, ...], lang: str) -> dict[str, str]:
    return {r.code: r.title_id if lang == "id" else r.title_en for r in rules}


def assets() -> dict[str, bytes]:
    """Style sheet, script and icon; the style sheet is one file made of its parts."""
    folder = files("omah").joinpath("data/site")
    style = b"".join(
        folder.joinpath(f"css/{name}.css").read_bytes() for name in STYLE_FILES
    )
    return {
        STYLE: style,
        SCRIPT: folder.joinpath("js/find.js").read_bytes(),
        ICON: folder.joinpath("house.svg").read_bytes(),
    }
