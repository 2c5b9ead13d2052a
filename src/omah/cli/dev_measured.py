"""Every measured figure in words: the rows of docs/reference/measurements.md."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Figures = Mapping[str, Any]
Row = tuple[str, str]
Rows = Mapping[str, Callable[[Figures], Iterator[Row]]]

LEVELS = ("none", "light", "medium", "heavy")
"""How much the photographs of generated forms are damaged, least first."""


def n(value: int) -> str:
    return f"{value:,}"


def broken(rules: Figures, code: str) -> str:
    counted = rules[code]
    return f"{code} {n(counted['broken'])} of {n(counted['checked'])}"


def check_rows(figures: Figures) -> Iterator[Row]:
    table_2024 = figures["sirekap_2024"]
    found = ", ".join(
        broken(table_2024["rules"], code) for code in ("R2", "R4", "R7", "R9", "R18")
    )
    sheets = n(table_2024["sheets"])
    yield (
        f"`check` on {sheets} published sheets of 2024, {table_2024['seconds']} s",
        f"broken: {found}",
    )
    tables = ("sirekap_2024", "kpu_2019", "kawal_pemilu_2019")
    differing = sum(figures[t]["rows_where_sheet_and_table_differ"] for t in tables)
    rows = sum(figures[t]["sheets"] for t in tables)
    yield (
        "rows where the sheet's and the table's verdict differ",
        f"{differing} of {n(rows)}",
    )
    twice = figures["disagreements_2019"]
    yield (
        "two transcriptions of 2019: stations whose candidate figures differ",
        f"{n(twice['differing'])} of {n(twice['typed_by_both'])}",
    )


def recap_rows(figures: Figures) -> Iterator[Row]:
    kpu = figures["kpu"]
    votes = " / ".join(n(v) for v in kpu["votes"])
    official = " / ".join(n(v) for v in kpu["official_votes"])
    yield (
        f"`recap` of 2019 from {n(kpu['stations'])} stations as KPU typed them",
        f"{votes}; official {official}; {n(kpu['stations_not_typed'])} never typed",
    )


def seat_rows(figures: Figures) -> Iterator[Row]:
    dpr = figures["dpr_2024"]
    yield (
        f"`seats` DPR 2024: {dpr['seats']} seats in {dpr['dapil']} dapil",
        f"{dpr['wrong']} wrong of {dpr['checked']} party results",
    )
    yield "DPRD Jombang 2019", f"{figures['dprd_jombang_2019']['seats']} seats"
    vectors = figures["vectors"]
    yield (
        "published Sainte-Laguë vectors",
        f"{vectors['wrong']} wrong of {vectors['sainte_lague']}",
    )


def read_rows(figures: Figures) -> Iterator[Row]:
    scans = figures["c1_ppwp_2019"]
    yield score_row(UNSEEN, scans["unseen"])
    yield score_row(
        "of these the pages a person can read: the scan of station 20 lost its ink",
        scans["unseen_legible"],
    )
    yield score_row("of these the even stations", scans["unseen_even_legible"])
    yield score_row(
        "the same scans, read by the network in service, which was trained on them all",
        scans["in_service"],
    )
    yield score_row(
        "`read`, 2024 form photographed from a screen, blurred",
        figures["c_hasil_2024_screen"],
    )
    yield (
        "time for a 2019 page, one core",
        f"{scans['ms_per_page_median']} ms,"
        f" {scans['ratio_to_decode_median']} x its decode",
    )
    peer = figures["peer"]
    yield (
        peer["name"],
        f"{peer['fields_right_pct']} % of fields right,"
        f" {peer['coverage_pct']} % of forms shown,"
        f" {peer['seconds_per_page']} s a page",
    )


UNSEEN = (
    "`read`, 2019 scans, each station by a network that never saw it; how boxes are cut"
    " and figures decided was mended after looking at mistakes in them"
)


def score_row(what: str, score: Figures) -> Row:
    pages = score["pages"]
    return what, (
        f"{pages['accepted']} of {sum(pages.values())} pages accepted whole;"
        f" {score['right']} of {score['fields']} fields right;"
        f" {score['coverage_pct']} % of fields sure enough to show,"
        f" {score['silent_errors']} of these wrong"
        f" (95 % bound {score['silent_upper_95_pct']} %)"
    )


def reading_speed(figures: Figures) -> Iterator[Row]:
    for key, value in figures.items():
        if key.endswith(" ratio_to_decode_median"):
            form = key.split()[0]
            ms = figures[f"{form} ms_per_photo_median"]
            yield (
                f"reading a generated photograph of `{form}`, one core",
                f"{ms} ms, {value} x its decode",
            )
            yield from phone_speed(form, figures.get(f"{form} phone_sized"))


def phone_speed(form: str, large: Figures | None) -> Iterator[Row]:
    if large:
        yield (
            f"the same at {large['megapixels_median']} megapixels (`{form}`)",
            f"{large['ms_per_photo_median']} ms,"
            f" {large['ratio_to_decode_median']} x its decode",
        )


def generated_reading(figures: Figures) -> Iterator[Row]:
    for key, score in figures.items():
        form, _, level = key.partition(" ")
        if level in LEVELS:
            yield score_row(f"generated `{form}`, damage {level}", score)
    scores = [s for key, s in figures.items() if key.partition(" ")[2] in LEVELS]
    if any(score.get("witnesses") for score in scores):
        yield witness_row(*scores)


def drafts_rows(figures: Figures) -> Iterator[Row]:
    yield score_row(
        "`read`, photographs of the digital drafts, filled by one or two hands",
        figures["drafts"],
    )
    yield witness_row(figures["drafts"])


PEERED = {
    "real_2019": "2019 scans, each station by a network that never saw it",
    "generated_2024_medium": "generated `c-hasil-ppwp-2024`, damage medium",
}


def peer_rows(figures: Figures) -> Iterator[Row]:
    rapidocr = f"rapidocr {figures['rapidocr']}"
    for name, what in PEERED.items():
        both = figures[name]
        yield (
            f"{what}: {both['n']} fields, {both['refused']} of them on pages refused",
            f"{peer_words('Omah', both['omah'])};"
            f" {peer_words(rapidocr, both['rapidocr'])}; only Omah right"
            f" {both['only_omah_right']}, only rapidocr {both['only_rapidocr_right']}",
        )


def peer_words(name: str, told: Figures) -> str:
    return (
        f"{name} {told['right']} right, {told['wrong']} wrong,"
        f" {told['unread']} unread, {told['seconds_per_page']} s a page"
    )


def witness_row(*scores: Figures) -> Row:
    heard = Counter[str]()
    for score in scores:
        heard.update(score.get("witnesses", {}))
    names = sorted({key.partition(" ")[0] for key in heard})
    return (
        "what the other witnesses on them say of the same numbers",
        "; ".join(
            f"{name} {n(heard[f'{name} right'])} right, {heard[f'{name} wrong']} wrong"
            for name in names
        ),
    )


def publish_speed(figures: Figures) -> Iterator[Row]:
    yield (
        f"publishing {n(figures['stations'])} stations, {figures['pages']} pages",
        f"{figures['whole_seconds']} s;"
        f" one changed station {figures['one_station_seconds']} s",
    )


def check_speed(figures: Figures) -> Iterator[Row]:
    yield (
        f"rules over {n(figures['sheets'])} sheets",
        f"{figures['seconds']} s, {figures['ratio_to_plain_sum']} x one bare sum",
    )


def recap_speed(figures: Figures) -> Iterator[Row]:
    yield (
        f"recap of {n(figures['stations'])} stations, {figures['fields']} fields",
        f"{figures['nation_seconds']} s,"
        f" {figures['nation_ratio_to_bare_sum']} x DuckDB's bare sum;"
        f" one station's change {figures['one_change_microseconds']} µs",
    )


def register_speed(figures: Figures) -> Iterator[Row]:
    yield (
        f"register of {n(figures['nodes'])} regions and stations",
        f"loads in {figures['load_seconds']} s,"
        f" looked up in {figures['lookup_microseconds']} µs",
    )


def submission_speed(figures: Figures) -> Iterator[Row]:
    for key, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        if key not in figures:
            continue
        one, five = figures[key]["one_at_a_time"], figures[key]["five_at_once"]
        yield (
            f"statements verified and on the disk, over HTTP, {name}",
            f"{one['per_s']} a second one by one, {five['per_s']} five at once, with"
            f" {one['cores_had']} and {five['cores_had']} cores to be had;"
            f" {one['server_processor_ms']} and {five['server_processor_ms']} ms of"
            " the server's processor each",
        )


def fault_rows(figures: Figures) -> Iterator[Row]:
    for name in ("sqlite", "postgresql"):
        run = figures[name]
        yield (
            f"servers killed with -9 while phones send ({name})",
            f"{run['kills']} kills, {n(run['acknowledged'])} acknowledged:"
            f" {run['lost']} lost, {run['doubled']} doubled",
        )


def night_rows(figures: Figures) -> Iterator[Row]:
    for name, night in figures.get("night", {}).items():
        if isinstance(night, dict):
            yield (
                f"a simulated night, senders as in {name}",
                f"{night['in_after_24h_pct']} % in after 24 hours,"
                f" {night['lost']} lost, {night['doubled']} doubled",
            )


def submissions(figures: Figures) -> Iterator[Row]:
    yield from submission_speed(figures)
    yield from night_rows(figures)


REAL_ROWS: Rows = {
    "real_check": check_rows,
    "real_recap": recap_rows,
    "real_seats": seat_rows,
    "real_read": read_rows,
    "real_drafts": drafts_rows,
}
PEER_ROWS: Rows = {"peers": peer_rows}
FAULT_ROWS: Rows = {"faults": fault_rows}
GENERATED_ROWS: Rows = {
    "reading": generated_reading,
}
SPEED_ROWS: Rows = {
    "check": check_speed,
    "recap": recap_speed,
    "registers": register_speed,
    "reading": reading_speed,
    "publish": publish_speed,
    "submissions": submissions,
}
