from navai_jupyter.core.outline import Heading, outline


def test_headings_tell_what_is_above_them():
    routes = outline([Heading("Report", 1, "a"), Heading("Data", 3, "b"), Heading("Results", 1, "c")])
    assert [(route.path, route.description) for route in routes] == [
        ("#Report", ""),
        ("#Data", "Report"),
        ("#Results", ""),
    ]


def test_the_second_of_one_name_is_reached_by_its_cell():
    routes = outline([Heading("Setup", 2, "a"), Heading("Setup", 2, "b")])
    assert [route.path for route in routes] == ["#Setup", "cell:b"]
