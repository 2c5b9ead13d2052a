"""The table of the reader's measures: nothing measured is left out or made nicer."""

from omah.cli import dev_reader


def test_the_card_of_the_network_gives_the_lines_of_real_boxes():
    lines = list(dev_reader.boxes(dev_reader.CARD.read_text()))
    assert len(lines) == 3
    assert all(line.material == "real" and line.n > 100 for line in lines)
    assert "calibration error" in lines[0].more


def test_a_negative_that_is_read_and_a_wrong_reason_are_errors():
    kinds = {
        "a desk": {"n": 9, "right_reason": 7},
        "a wall": {"n": 1, "right_reason": 1},
    }
    told = {"n": 10, "rejected": 9, "right_reason": 8, "figures_shown": 4}
    told |= {"read_upper_95_pct": 39.4, "kinds": kinds}
    read, reasons = dev_reader.refusals(told)
    assert (read.errors, reasons.errors) == (1, 2)
    assert "4 figures shown" in read.more
    assert reasons.more == "wrong reasons: a desk: 2 of 9"


def test_a_process_that_grew_beyond_600_megabytes_is_an_error():
    told = {"files": 2, "peak_mb": 600, "peak_mb_after": {"a": 90, "b": 600}}
    assert dev_reader.memory(told).errors == 1


def test_what_was_not_measured_has_no_line():
    assert dev_reader.table({}).count("\n") == 2 + 3
