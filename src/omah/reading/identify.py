"""Tell which page of which form a picture shows: by its code, or by lines alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from omah.reading.image import Grey
from omah.reading.label import page_qr, pages_named, read_page_qr
from omah.reading.locate import best_anchored, locate_by_lines, locate_outlined
from omah.reading.located import Located
from omah.reading.marks import find_tagged, tags_of
from omah.reading.reasons import PageRefusedError, Reason
from omah.reading.seek import CLEAR_MARGIN, SIMILARITY_CLEAR, SIMILARITY_SURE
from omah.reading.skeleton import Skeleton, distinct


def locate(
    grey: Grey, pages: Sequence[Skeleton], others: Sequence[Skeleton] = ()
) -> Located:
    """Return which of the pages the picture shows, and where it lies.

    Parameters
    ----------
    grey
        ``(H, W) uint8`` photograph or scan, any way up.
    pages
        The pages it may show.
    others
        Pages known but not asked for; one printed alike is told by its code alone.

    Raises
    ------
    PageRefusedError
        No page reaches the similarity gate, codes of several pages are seen, or none
        where pages are printed alike.
    """
    tagged = find_tagged(grey, pages)
    if tagged is not None:
        return locate_outlined(grey, tagged) or best_anchored(grey, tagged)
    coded = coded_of(pages)
    plain = [p for p in pages if p not in coded and not tags_of(p.page)]
    if not coded:
        return locate_unlike(grey, plain or pages, others)
    try:
        if plain:
            return locate_unlike(grey, plain, (*coded, *others))
    except PageRefusedError:
        pass
    return locate_coded(grey, coded, others)


def locate_unlike(
    grey: Grey, pages: Sequence[Skeleton], others: Sequence[Skeleton]
) -> Located:
    """Return the page as its lines tell it, where no other has the same lines.

    Page 1 of the 2024 forms is printed alike in every contest, and so are the pages
    of all parties: without a code nobody may guess which one it is.

    Raises
    ------
    PageRefusedError
        No page fits, or several known ones fit alike.
    """
    found = locate_by_lines(grey, distinct(pages))
    if len(printed_alike(found, (*pages, *others))) > 1:
        raise PageRefusedError(Reason.CODE_UNREAD)
    if found.similarity < SIMILARITY_CLEAR and is_another(grey, found, others):
        raise PageRefusedError(Reason.WRONG_PAGE)
    return found


def is_another(grey: Grey, found: Located, others: Sequence[Skeleton]) -> bool:
    """Return whether a doubtful page is one of others, by its code or its lines."""
    coded = coded_of(others)
    if pages_named(grey, coded):
        return True
    return found.similarity < SIMILARITY_SURE and fit_as_well(grey, found, coded)


def coded_of(pages: Iterable[Skeleton]) -> list[Skeleton]:
    """Return the pages that carry a code saying which they are."""
    return [page for page in pages if page_qr(page.page)]


def fit_as_well(grey: Grey, found: Located, others: Sequence[Skeleton]) -> bool:
    """Return whether other pages fit a picture about as well as the one found.

    A page of few lines is found on another, slid along until they fit.
    """
    try:
        other = locate_by_lines(grey, distinct(others)) if others else None
    except PageRefusedError:
        return False
    return other is not None and other.similarity > found.similarity - CLEAR_MARGIN


def printed_alike(found: Located, known: Iterable[Skeleton]) -> list[Skeleton]:
    """Return the known pages that have the same lines as the one found."""
    known = list(known)
    lines = next(page.lines for page in known if page.page is found.page)
    return [page for page in known if page.lines == lines]


def locate_coded(
    grey: Grey, pages: Sequence[Skeleton], others: Sequence[Skeleton]
) -> Located:
    """Return the page that a QR code names, or that no other page looks like.

    Raises
    ------
    PageRefusedError
        No page fits, several are named, its code says another page, or it can't be
        read and others look the same.
    """
    if named := pages_named(grey, pages):
        if len({page_qr(page.page) for page in named}) > 1:
            raise PageRefusedError(Reason.SEVERAL_PAGES)
        return locate_by_lines(grey, named)
    found = locate_by_lines(grey, distinct(pages))
    alike = printed_alike(found, (*pages, *others))
    said = read_page_qr(grey, found.homography, found.page)
    if said or len(alike) > 1:
        alike = [page for page in alike if page_qr(page.page) == said]
    elif fit_as_well(grey, found, coded_of(others)):
        alike = []
    if len(alike) != 1 or all(page is not alike[0] for page in pages):
        raise PageRefusedError(Reason.WRONG_PAGE if said else Reason.CODE_UNREAD)
    return replace(found, form=alike[0].form, page=alike[0].page)
