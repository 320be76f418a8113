"""A missing file is said once a section, however many figures stand on it."""

from reformspor.page.cards import Count


def test_a_missing_table_is_told_once_in_each_section() -> None:
    count = Count("resources")
    said = []
    for section in (1, 2):
        count.sections = section
        said += [count.told_before(("resource_use",)), count.told_before(("resource_use",))]
        said += [count.told_before(("capacity",))]
    assert said == [False, True, False] * 2
