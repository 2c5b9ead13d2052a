"""The README's few rows: the most telling figures, each group with its worst case."""

from collections.abc import Iterator, Mapping
from typing import Any

from omah.cli.bench.reading_score import upper_bound
from omah.cli.dev_measured import LEVELS, Figures, Row, broken, n

FORM_ON_PHONE = "c-hasil-ppwp-2024 phone_sized"


def summary(figures: Figures) -> Iterator[Row]:
    """Yield the rows in groups; what was not measured has none."""
    real = figures.get("real", {})
    yield from group("Real data, `./omah bench real`", real_rows(real))
    reading = figures.get("reading", {})
    yield from group("Generated forms, `./omah bench reading`", generated_rows(reading))
    yield from group("Failure and speed, `./omah bench NAME`", strength_rows(figures))


def group(title: str, rows: Iterator[Row]) -> Iterator[Row]:
    found = list(rows)
    if found:
        yield f"**{title}**", ""
        yield from found


def real_rows(real: Figures) -> Iterator[Row]:
    if "real_check" in real:
        yield from check_row(real["real_check"])
    if "real_recap" in real:
        kpu = real["real_recap"]["kpu"]
        yield (
            f"`recap`: {n(kpu['stations'])} stations of 2019 as KPU typed them",
            f"{' / '.join(map(n, kpu['votes']))}; announced"
            f" {' / '.join(map(n, kpu['official_votes']))};"
            f" {n(kpu['stations_not_typed'])} stations never typed",
        )
    if "real_seats" in real:
        yield seats_row(real["real_seats"])
    if "real_read" in real:
        yield from read_rows(real["real_read"])
    if "real_drafts" in real:
        drafts = real["real_drafts"]["drafts"]
        yield "`read`: photographs of digital drafts, one or two hands", shown(drafts)


def check_row(checked: Figures) -> Iterator[Row]:
    table = checked["sirekap_2024"]
    found = (broken(table["rules"], code) for code in ("R7", "R18"))
    differing = table["rows_where_sheet_and_table_differ"]
    yield (
        f"`check`: {n(table['sheets'])} sheets of 2024 in {table['seconds']} s",
        f"broken: {', '.join(found)}; {differing} rows judged otherwise one by one",
    )


def seats_row(seats: Figures) -> Row:
    dpr, vectors = seats["dpr_2024"], seats["vectors"]
    return (
        f"`seats`: DPR 2024 ({dpr['seats']} seats), Jombang 2019, published vectors",
        f"{dpr['wrong']} wrong of {dpr['checked']} party results,"
        f" {seats['dprd_jombang_2019']['seats']} seats,"
        f" {vectors['wrong']} wrong of {vectors['sainte_lague']}",
    )


def read_rows(read: Figures) -> Iterator[Row]:
    scans, peer = read["c1_ppwp_2019"], read["peer"]
    yield (
        "`read`: scans of 2019, hands never trained on",
        shown(scans["unseen_legible"]),
    )
    yield (
        f"the same by {peer['name'].partition(' ')[0]}, 41 stations",
        f"{peer['fields_right_pct']} % of fields right,"
        f" {peer['coverage_pct']} % of forms shown",
    )


def shown(score: Figures) -> str:
    return (
        f"{score['right']} of {score['fields']} fields right;"
        f" {score['coverage_pct']} % shown, {score['silent_errors']} of these wrong"
        f" (95 % bound {score['silent_upper_95_pct']} %)"
    )


def generated_rows(reading: Figures) -> Iterator[Row]:
    """Yield one row per level of damage, over all forms, with the worst form."""
    for level in LEVELS:
        scores = {
            key.partition(" ")[0]: score
            for key, score in reading.items()
            if key.partition(" ")[2] == level
        }
        if scores:
            yield f"`read`: {len(scores)} forms, damage {level}", together(scores)


def together(scores: Mapping[str, Any]) -> str:
    fields = sum(score["fields"] for score in scores.values())
    sure = sum(round(s["fields"] * s["coverage_pct"] / 100) for s in scores.values())
    wrong = sum(score["silent_errors"] for score in scores.values())
    worst = min(scores, key=lambda form: scores[form]["coverage_pct"])
    return (
        f"{100 * sure / fields:.1f} % of {n(fields)} fields shown, {wrong} of these"
        f" wrong (95 % bound {100 * upper_bound(wrong, sure):.2f} %);"
        f" worst `{worst}`, {scores[worst]['coverage_pct']} % shown"
    )


def strength_rows(figures: Figures) -> Iterator[Row]:
    if "faults" in figures:
        run = figures["faults"]["all"]
        yield (
            f"{run['kills']} servers killed with -9 while phones send",
            f"{n(run['acknowledged'])} acknowledged: {run['lost']} lost,"
            f" {run['doubled']} doubled",
        )
    if "recap" in figures:
        recap = figures["recap"]
        yield (
            f"`recap` of {n(recap['stations'])} stations, {recap['fields']} fields",
            f"{recap['nation_ratio_to_bare_sum']} x DuckDB's bare sum; one station's"
            f" change {recap['one_change_microseconds']} µs",
        )
    large = figures.get("reading", {}).get(FORM_ON_PHONE)
    if large:
        yield (
            f"a photograph of {large['megapixels_median']} megapixels, one core",
            f"{large['ratio_to_decode_median']} x its decode (we aim for 2)",
        )
    yield from submission_rows(figures.get("submissions", {}))


def submission_rows(submissions: Figures) -> Iterator[Row]:
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    rates = [
        f"{name} {submissions[key]['one_at_a_time']['per_s']:.0f} one by one,"
        f" {submissions[key]['five_at_once']['per_s']:.0f} five at once"
        for key, name in names.items()
        if key in submissions
    ]
    if rates:
        what = "statements verified and on the disk, each second"
        yield what, f"{'; '.join(rates)} (we aim for 500)"
