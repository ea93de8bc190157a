import math
from dataclasses import replace

import polars as pl
import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries, store
from peoplezones.places.actions import (
    check_may_import,
    keep_reading,
    known_codes,
    remember_mapping,
    retire_dataset,
    retire_datasets,
)
from peoplezones.places.models import ColumnMapping, Dataset, Indicator, Snapshot
from peoplezones.places.registry import IMPORT_GATES
from peoplezones.places.rows import PeriodKind
from tests.peoplezones.places.actions.made_up_readings import entry, keep, rate, reading
from tests.peoplezones.places.factories import AreaFactory, CodeChangeFactory

pytestmark = pytest.mark.django_db

ONE, OTHER = "E00000001", "E00000002"


@pytest.fixture(autouse=True)
def areas():
    return [AreaFactory(position=place, code=code) for place, code in enumerate((ONE, OTHER))]


def held(key="crimes"):
    """What the snapshot in use holds: (area, period) to value of each measure that has one."""
    snapshot = Dataset.objects.get(key=key).snapshot
    rows = pl.read_parquet(store.path_of(snapshot.digest)).to_dicts()
    return {
        (row.pop("area"), row.pop("period")): {name: value for name, value in row.items() if value is not None}
        for row in rows
    }


def everything():
    """All that a refused file must leave as it was."""
    return (
        list(Dataset.objects.order_by("pk").values()),
        list(Snapshot.objects.order_by("pk").values()),
        list(Indicator.objects.order_by("pk").values()),
        list(AuditEntry.objects.order_by("pk").values()),
    )


def test_a_file_becomes_a_snapshot_with_its_place_in_the_catalogue():
    about = entry(suppress_below=5, covers_england=True, options={"counts_events": True}, address="https://example.org")
    kept = keep(about, reading([(ONE, "2025-01", 4.0), (OTHER, "2025-02", 9.0)]), name="crimes.zip", digest="abc")
    dataset = queries.dataset("crimes")
    assert kept.is_new
    assert dataset.snapshot == kept.snapshot
    assert (dataset.suppress_below, dataset.counts_events, dataset.covers_england) == (5, True, True)
    snapshot = kept.snapshot
    assert (snapshot.source_name, snapshot.source_digest, snapshot.made_at) == ("crimes.zip", "abc", clock.now())
    assert (snapshot.made_by, snapshot.rows, snapshot.areas) == ("the system", 2, 2)
    assert (snapshot.measures, snapshot.periods) == (["crimes"], ["2025-01", "2025-02"])
    assert snapshot.vintages == {"2025-01": 2011, "2025-02": 2011}
    assert snapshot.report == {"rows read": 2}
    [indicator] = dataset.indicators.all()
    assert (indicator.key, indicator.numerator, indicator.denominator) == ("crime", ["crimes"], "population")
    line = AuditEntry.objects.get()
    assert (line.action, line.target_id) == ("places.load_dataset", str(dataset.pk))
    assert line.detail == {"rows": 2, "digest": snapshot.digest, "source": "crimes.zip", "rows read": 2}


def test_an_older_state_stays_readable_when_a_newer_one_comes():
    first = keep(entry(), reading([(ONE, "2025-01", 4.0)])).snapshot
    keep(entry(), reading([(ONE, "2025-01", 5.0)]), digest="d2")
    assert store.whole(first.digest, ["crimes"])["crimes"].to_list() == [4.0]
    assert Snapshot.objects.filter(dataset__key="crimes").count() == 2
    assert queries.snapshot("crimes", first.digest) == first


def test_a_month_that_comes_again_is_replaced_and_never_added_and_the_others_stay():
    keep(entry(), reading([(ONE, "2025-01", 4.0), (OTHER, "2025-01", 6.0), (ONE, "2025-02", 8.0)]))
    keep(entry(), reading([(ONE, "2025-01", 5.0)]), digest="d2")
    # OTHER had six in the month that came again, and has none in the file that replaced it.
    assert held() == {(ONE, "2025-01"): {"crimes": 5.0}, (ONE, "2025-02"): {"crimes": 8.0}}
    keep(entry(), reading([(ONE, "2025-03", 1.0)]), digest="d3")
    assert {period for _area, period in held()} == {"2025-01", "2025-02", "2025-03"}
    assert Dataset.objects.get().snapshot.periods == ["2025-01", "2025-02", "2025-03"]


def test_a_single_picture_takes_the_place_of_the_one_before():
    about = entry(period_kind=PeriodKind.ONCE)
    keep(about, reading([(ONE, "2019", 4.0)]))
    keep(about, reading([(OTHER, "2025", 5.0)]), digest="d2")
    assert held() == {(OTHER, "2025"): {"crimes": 5.0}}


def test_the_same_content_again_makes_nothing_new_and_is_not_told_twice():
    rows = [(ONE, "2025-01", 4.0), (OTHER, "2025-02", 8.0)]
    first = keep(entry(), reading(rows))
    before = everything()
    again = keep(entry(), reading(rows[::-1]), name="the same.csv", digest="d2")
    part = keep(entry(), reading(rows[:1]), digest="d3")
    assert (again.is_new, part.is_new) == (False, False)
    assert again.snapshot == part.snapshot == first.snapshot
    assert everything() == before


def test_to_go_back_to_an_older_state_is_new_and_told():
    first = keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    keep(entry(), reading([(ONE, "2025-01", 5.0)]), digest="d2")
    back = keep(entry(), reading([(ONE, "2025-01", 4.0)]), digest="d3")
    assert (back.is_new, back.snapshot) == (True, first.snapshot)
    assert held() == {(ONE, "2025-01"): {"crimes": 4.0}}
    assert AuditEntry.objects.count() == 3


def test_a_data_set_that_was_out_of_use_begins_anew():
    keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    assert retire_datasets(keeping=[], by=None, now=clock.now()) == 1
    assert retire_datasets(keeping=[], by=None, now=clock.now()) == 0
    assert queries.dataset("crimes") is None
    assert AuditEntry.objects.filter(action="places.retire_dataset").count() == 1
    keep(entry(), reading([(ONE, "2025-02", 5.0)]), digest="d2")
    assert held() == {(ONE, "2025-02"): {"crimes": 5.0}}


def test_where_events_are_counted_a_kind_that_is_new_was_nothing_before_and_one_that_is_gone_is_nothing_now():
    about = entry(options={"counts_events": True})
    keep(about, reading([(ONE, "2025-01", 4.0, 2.0)], ("crimes", "robberies")))
    keep(about, reading([(ONE, "2025-02", 5.0, 1.0)], ("crimes", "arsons")), digest="d2")
    assert held() == {
        (ONE, "2025-01"): {"crimes": 4.0, "robberies": 2.0, "arsons": 0.0},
        (ONE, "2025-02"): {"crimes": 5.0, "robberies": 0.0, "arsons": 1.0},
    }


def test_where_events_are_counted_what_the_file_itself_calls_missing_stays_missing():
    about = entry(options={"counts_events": True})
    keep(about, reading([(ONE, "2025-01", 4.0), (OTHER, "2025-01", None)]))
    rows = [(ONE, "2025-02", 5.0, None), (OTHER, "2025-02", 5.0, 1.0)]
    keep(about, reading(rows, ("crimes", "arsons")), digest="d2")
    assert held()[ONE, "2025-02"] == {"crimes": 5.0}
    assert held()[OTHER, "2025-01"] == {"arsons": 0.0}


def test_where_no_events_are_counted_a_measure_that_is_new_was_not_known_before():
    keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    keep(entry(), reading([(ONE, "2025-02", 5.0, 1.0)], ("crimes", "arsons")), digest="d2")
    assert held()[ONE, "2025-01"] == {"crimes": 4.0}


def test_notes_of_the_publisher_are_kept_and_never_taken_for_counts():
    about = entry(options={"counts_events": True})
    keep(about, reading([(ONE, "2025-01", 4.0)]))
    noted = reading([(ONE, "2025-02", 5.0)])
    noted = replace(noted, frame=noted.frame.with_columns(pl.lit("provisional").alias("crimes|note")))
    kept = keep(about, noted, digest="d2")
    assert kept.snapshot.measures == ["crimes"]
    assert held() == {
        (ONE, "2025-01"): {"crimes": 4.0},
        (ONE, "2025-02"): {"crimes": 5.0, "crimes|note": "provisional"},
    }


def test_counts_that_come_as_whole_numbers_and_later_as_fractions_are_one_series():
    whole = reading([(ONE, "2025-01", 4.0)])
    whole = replace(whole, frame=whole.frame.with_columns(pl.col("crimes").cast(pl.Int64)))
    keep(entry(), whole)
    keep(entry(), reading([(ONE, "2025-02", 5.5)]), digest="d2")
    assert [row["crimes"] for row in held().values()] == [4.0, 5.5]


TOO_MUCH = [(ONE, "2025-01", 1.0), (ONE, "2025-01", 2.0)]
REFUSED = {
    "no rows": (entry(), reading([]), "holds no values"),
    "an area twice in a period": (entry(), reading(TOO_MUCH), f"more than one row for these areas.*{ONE}"),
    "no measure": (
        entry(indicators=(rate(numerator=("crimes", "arsons")),)),
        reading([(ONE, "2025-01", 1.0)]),
        r"“Rate of crime” needs arsons, which the file does not hold\. It holds: crimes",
    ),
    "no denominator": (
        entry(indicators=(rate(denominator="homes"),)),
        reading([(ONE, "2025-01", 1.0)]),
        "needs homes",
    ),
    "no value anywhere": (entry(), reading([(ONE, "2025-01", None)]), "No area has a value for “Rate of crime”"),
    "not a number": (entry(), reading([(ONE, "2025-01", math.nan)]), "values that are not numbers, under: crimes"),
    "infinite": (entry(), reading([(ONE, "2025-01", math.inf)]), "values that are not numbers, under: crimes"),
    "a count below zero": (entry(), reading([(ONE, "2025-01", -1.0)]), "below zero, under: crimes"),
    "another's indicator": (
        entry(key="other", name="Other"),
        reading([(ONE, "2025-01", 1.0)]),
        "“crime” is already an indicator of “Crimes”. Give it another key",
    ),
    "no polarity": (
        entry(indicators=(rate("safe"), rate("odd", polarity="up"))),
        reading([(ONE, "2025-02", 1.0)]),
        "“Rate of odd” cannot be kept",
    ),
    "not on the map": (entry(), reading([("E99999999", "2025-01", 1.0)]), "None of the areas in the file"),
    "foreign codes": (entry(vintage=2021), reading([(ONE, "2025-01", 1.0)]), "uses area codes of 2021"),
}


@pytest.mark.parametrize(("about", "read", "says"), REFUSED.values(), ids=REFUSED)
def test_a_refused_file_says_why_and_changes_nothing(about, read, says):
    keep(entry(), reading([(OTHER, "2025-01", 4.0)]))
    before = everything()
    with pytest.raises(NotPossibleNow, match=says):
        keep(about, read, digest="d2")
    assert everything() == before


def test_a_score_may_lie_below_zero_since_it_is_no_count():
    keep(entry(indicators=(rate(denominator=""),)), reading([(ONE, "2025-01", -1.5)]))
    assert held() == {(ONE, "2025-01"): {"crimes": -1.5}}


def test_the_key_of_an_indicator_whose_data_set_is_out_of_use_may_be_taken():
    keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    retire_datasets(keeping=[], by=None, now=clock.now())
    keep(entry(key="other", name="Other"), reading([(ONE, "2025-01", 1.0)]), digest="d2")
    assert Indicator.objects.get().dataset.key == "other"


def test_an_indicator_that_is_no_longer_described_goes():
    keep(entry(indicators=(rate("a"), rate("b"))), reading([(ONE, "2025-01", 4.0)]))
    keep(entry(indicators=(rate("b", per=100),)), reading([(ONE, "2025-01", 4.0)]), digest="d2")
    assert [(one.key, one.per) for one in Indicator.objects.all()] == [("b", 100)]


def test_gates_are_asked_before_anything_else_and_their_sentence_is_told(monkeypatch):
    asked = []

    def gate(about, by, now):
        asked.append((about.key, by, now))
        raise NotPossibleNow("The assessment is not signed yet.")

    monkeypatch.setattr("peoplezones.places.actions.datasets.IMPORT_GATES", [gate])
    before = everything()
    with pytest.raises(NotPossibleNow, match="not signed yet"):
        keep(entry(), reading([]))  # the file is no good either: the gate comes first
    with pytest.raises(NotPossibleNow, match="not signed yet"):
        check_may_import(entry(), by=None, now=clock.now())
    assert asked == [("crimes", None, clock.now())] * 2
    assert everything() == before


def test_nobody_has_put_up_a_gate_that_tests_do_not_know():
    assert IMPORT_GATES.names() == ["agreements"]


def test_without_boundaries_no_figures_are_taken(areas):
    areas[0].boundary_set.delete()
    before = everything()
    for ask in (lambda: keep(entry(), reading([(ONE, "2025-01", 1.0)])), known_codes):
        with pytest.raises(NotPossibleNow, match="Load boundaries first"):
            ask()
    assert everything() == before


def test_known_codes_are_those_of_the_map_with_what_became_of_them():
    CodeChangeFactory(old=ONE, new="E00000011", change="S", share_of_old=0.5)
    CodeChangeFactory(old=ONE, new="E00000012", change="S", share_of_old=0.5)
    CodeChangeFactory(old="E09999999", new="E09999998", change="U")  # of another county
    assert known_codes() == {ONE, OTHER, "E00000011", "E00000012"}


def test_a_file_of_another_county_is_refused_although_the_look_up_knows_its_areas():
    CodeChangeFactory(old=ONE, new=ONE, change="U")
    CodeChangeFactory(old="E09999999", new="E09999998", change="U")
    with pytest.raises(NotPossibleNow, match="None of the areas in the file"):
        keep(entry(), reading([("E09999999", "2025-01", 1.0)]))


def test_the_same_figures_by_the_codes_of_another_census_are_another_state():
    """All codes stayed the same, so the file is the same to the letter, but its areas are not."""
    CodeChangeFactory(old=ONE, new=ONE, change="U")
    first = keep(entry(), reading([(ONE, "2025-01", 1.0)], y2025_01=2011)).snapshot
    again = keep(entry(), reading([(ONE, "2025-01", 1.0)], y2025_01=2021), digest="d2")
    assert Dataset.objects.get().snapshot.vintages == {"2025-01": 2021}
    assert again.is_new
    assert AuditEntry.objects.count() == 2
    assert first.vintages == {"2025-01": 2011}


def test_a_long_name_of_a_file_is_cut_and_who_loaded_it_is_told():
    person = AreaFactory(position=7)  # anything with a name
    kept = keep_reading(
        entry=entry(),
        reading=reading([(ONE, "2025-01", 1.0)]),
        source_name="x" * 300,
        source_digest="d1",
        by=person,
        now=clock.now(),
    )
    assert (len(kept.snapshot.source_name), kept.snapshot.made_by) == (200, str(person))


def test_a_mapping_is_remembered_once_for_each_set_of_columns():
    for key in ("crimes", "other"):
        keep(entry(key=key, indicators=(rate(key),)), reading([(ONE, "2025-01", 1.0)]))
        remember_mapping(fingerprint="f" * 64, dataset_key=key, by=None, now=clock.now())
    mapping = ColumnMapping.objects.get()
    assert (mapping.dataset.key, queries.remembered_mapping("f" * 64)) == ("other", mapping)
    assert AuditEntry.objects.filter(action="places.remember_mapping").count() == 2


def test_where_events_are_counted_a_kind_that_a_first_file_does_not_name_happened_nowhere():
    about = entry(indicators=(rate(), rate("arson", numerator=("arsons",))), options={"counts_events": True})
    keep(about, reading([(ONE, "2025-01", 4.0)]))
    assert held() == {(ONE, "2025-01"): {"crimes": 4.0, "arsons": 0}}
    with pytest.raises(NotPossibleNow, match="needs crimes, which the file does not hold"):
        keep(about, reading([(ONE, "2025-02", 4.0)], ("visits",)), digest="d2")


def test_a_load_that_ends_while_another_is_under_way_loses_no_month(monkeypatch):
    keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    write, others = store.write, [(ONE, "2025-02", 5.0)]

    def write_late(frame, vintages=None):
        if others:
            keep(entry(), reading([others.pop()]), digest="the other")
        return write(frame, vintages)

    monkeypatch.setattr(store, "write", write_late)
    keep(entry(), reading([(ONE, "2025-03", 6.0)]), digest="ours")
    assert sorted(period for _area, period in held()) == ["2025-01", "2025-02", "2025-03"]


def test_another_description_of_the_same_content_is_written_down():
    keep(entry(suppress_below=5), reading([(ONE, "2025-01", 4.0)]))
    keep(entry(suppress_below=0), reading([(ONE, "2025-01", 4.0)]))
    keep(entry(suppress_below=0), reading([(ONE, "2025-01", 4.0)]))
    assert [line.action for line in AuditEntry.objects.order_by("pk")] == [
        "places.load_dataset",
        "places.describe_dataset",
    ]


def test_a_data_set_is_taken_out_of_use_once():
    keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    retire_dataset(dataset=queries.dataset("crimes"), by=None, now=clock.now())
    assert queries.dataset("crimes") is None
    with pytest.raises(NotPossibleNow, match="out of use already"):
        retire_dataset(dataset=Dataset.objects.get(), by=None, now=clock.now())


def test_the_limit_of_months_that_stay_stays_with_them():
    """Else a file that says nothing of small numbers would open what was told in confidence before."""
    keep(entry(suppress_below=5), reading([(ONE, "2025-01", 4.0)]))
    kept = keep(entry(suppress_below=0), reading([(ONE, "2025-02", 9.0)]), digest="d2")
    assert (kept.snapshot.suppress_below, queries.dataset("crimes").suppress_below) == (5, 5)


def test_a_limit_falls_only_with_all_that_was_kept_under_it_and_that_is_written_down():
    first = keep(entry(suppress_below=5), reading([(ONE, "2025-01", 4.0)])).snapshot
    keep(entry(suppress_below=0), reading([(ONE, "2025-01", 9.0)]), digest="d2")
    assert queries.dataset("crimes").suppress_below == 0
    assert AuditEntry.objects.order_by("pk").last().detail["suppress_below"] == [5, 0]
    first.refresh_from_db()
    assert first.suppress_below == 5
    keep(entry(suppress_below=0), reading([(ONE, "2025-01", 4.0)]))  # the same content as at first
    first.refresh_from_db()
    assert first.suppress_below == 5


def test_years_do_not_go_on_where_months_were():
    keep(entry(), reading([(ONE, "2025-01", 4.0)]))
    before = everything()
    with pytest.raises(NotPossibleNow, match="is kept by month, and this file is by year"):
        keep(entry(period_kind=PeriodKind.YEAR), reading([(ONE, "2025", 4.0)]), digest="d2")
    assert everything() == before


def test_a_measure_that_is_no_longer_chosen_leaves_older_periods_of_the_newest_state_too():
    two = reading([(ONE, "2025-01", 4.0, 9.0)], ("crimes", "smokers"))
    keep(entry(), two)
    keep(entry(options={"keep": ["crimes"]}), reading([(ONE, "2025-02", 5.0)]), digest="d2")
    assert held() == {(ONE, "2025-01"): {"crimes": 4.0}, (ONE, "2025-02"): {"crimes": 5.0}}
