from tests.benchmarks.measure import Figure, Section, table

FLOOR = Figure("floor", [1.0, 2.0, 3.0])


def test_median_and_tail():
    figure = Figure("call", [float(ms) for ms in range(1, 102)])
    assert (figure.p50, figure.p95) == (51.0, 96.0)


def test_one_sample_is_its_own_tail():
    assert Figure("setting", [500.0]).p95 == 500.0


def test_a_figure_is_told_as_a_multiple_of_its_floor():
    assert Figure("call", [5.0, 6.0, 7.0], (FLOOR,)).ratios() == {"floor": 3.0}


def test_what_could_not_be_measured_has_no_ratio():
    nothing = Figure("echo", [])
    assert (nothing.p50, nothing.p95, nothing.ratios()) == (None, None, {})
    assert Figure("call", [5.0], (nothing,)).ratios() == {}


def test_the_table_has_one_aligned_line_for_each_figure():
    calls = Section("Calls", [FLOOR, Figure("a call", [12.34], (FLOOR,))])
    assert table([calls, Section("Widget", [Figure("echo", [], unit="MB")])]).splitlines() == [
        "what       p50   p95  unit  n  beside",
        "",
        "Calls",
        "  floor    2.0   2.9  ms    3",
        "  a call  12.3  12.3  ms    1  6.2 × floor",
        "",
        "Widget",
        "  echo       –     –  MB    0",
    ]


def test_json_keeps_every_sample():
    assert Figure("call", [4.0, 8.0], (FLOOR,)).to_json() == {
        "what": "call",
        "unit": "ms",
        "p50": 6.0,
        "p95": 7.8,
        "n": 2,
        "beside": {"floor": 3.0},
        "samples": [4.0, 8.0],
    }


def test_a_section_keeps_its_figures_together():
    section = Section("Calls", [FLOOR])
    assert section.to_json() == {"title": "Calls", "figures": [FLOOR.to_json()]}
