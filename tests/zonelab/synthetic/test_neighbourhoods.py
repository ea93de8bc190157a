"""Made-up data repeats itself, and its known answers can be found again."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zonelab.indicators import Indicator, Specification, composite
from zonelab.synthetic import SyntheticIndicator, SyntheticIndicators, neighbourhoods
from zonelab.synthetic.fields import crowding, kilometres, smooth, standardised

INDICATORS = (
    SyntheticIndicator("burglary", "rate", middle=12, spread=0.5, loading=0.8),
    SyntheticIndicator("qualified", "proportion", middle=0.6, spread=0.7, loading=-0.6),
    SyntheticIndicator("unrelated", "rate", middle=3, spread=0.4, loading=0),
)


def made(seed: int = 7, count: int = 4_000, **settings: Any) -> SyntheticIndicators:
    where = np.random.default_rng(1)
    codes = [f"E{number:05d}" for number in range(count)]
    longitude, latitude = where.uniform(-1.6, -0.4, count), where.uniform(52.4, 53.0, count)
    population = where.integers(1_000, 3_000, count)
    indicators = settings.pop("indicators", INDICATORS)
    return neighbourhoods(codes, longitude, latitude, population, indicators, np.random.default_rng(seed), **settings)


def test_the_same_seed_gives_the_same_data_and_another_seed_does_not() -> None:
    first, again, other = made(), made(), made(seed=8)
    pd.testing.assert_frame_equal(first.values, again.values, check_exact=True)
    assert first.provenance == again.provenance
    assert not first.values.equals(other.values)
    assert first.provenance != other.provenance


def test_an_indicator_added_at_the_end_leaves_the_others_alone() -> None:
    pd.testing.assert_frame_equal(made(indicators=INDICATORS[:2]).values, made().values[["burglary", "qualified"]])


def test_need_has_mean_0_and_standard_deviation_1() -> None:
    latent = made().latent
    assert latent.mean() == pytest.approx(0, abs=1e-12)
    assert latent.std(ddof=0) == pytest.approx(1, abs=1e-12)


def test_each_indicator_goes_with_need_as_strongly_as_asked() -> None:
    data = made()
    scale = {
        "burglary": np.log(data.values["burglary"]),
        "qualified": np.log(data.values["qualified"] / (1 - data.values["qualified"])),
        "unrelated": np.log(data.values["unrelated"]),
    }
    for key, values in scale.items():
        # Standard error of a correlation of 4,000 areas: under 1 / sqrt(4000) = 0.016.
        assert np.corrcoef(values, data.latent)[0, 1] == pytest.approx(data.loadings[key], abs=0.05)


def test_margins_are_as_asked() -> None:
    values = made().values
    assert values["burglary"].median() == pytest.approx(12, rel=0.06)
    assert np.log(values["burglary"]).std() == pytest.approx(0.5, rel=0.06)
    assert values["qualified"].median() == pytest.approx(0.6, abs=0.03)
    assert values["qualified"].between(0, 1, inclusive="neither").all()


def test_a_loading_of_one_gives_need_back_without_noise() -> None:
    data = made(indicators=[SyntheticIndicator("exact", "rate", middle=10, spread=0.5, loading=1)])
    np.testing.assert_allclose(np.log(data.values["exact"] / 10) / 0.5, data.latent, atol=1e-9)


def test_a_composite_of_made_up_indicators_finds_the_areas_in_need() -> None:
    data = made()
    indicators = (Indicator("burglary", "safe"), Indicator("qualified", "skills", higher_is_more_need=False))
    result = composite(data.values, Specification(indicators, {"safe": 1, "skills": 1}))
    # Two percentiles U of normal variables with loadings .8 and .6: cov(U, need) = loading / 2√π,
    # cov(U1, U2) = arcsin(.8 · .6 / 2) / 2π, var(U) = 1/12.
    expected = (0.8 + 0.6) / (2 * np.sqrt(np.pi)) / np.sqrt(1 / 6 + np.arcsin(0.24) / np.pi)
    assert np.corrcoef(result.score, data.latent)[0, 1] == pytest.approx(expected, abs=0.02)
    top = set(result.codes[result.rank <= 400])
    truth = set(data.latent.sort_values(ascending=False).index[:400])
    assert len(top & truth) > 160  # by chance: 40


def test_counts_are_whole_numbers_that_give_the_values() -> None:
    data = made(counted=True)
    assert data.counts is not None
    population = np.random.default_rng(1)
    population.uniform(size=8_000)
    people = population.integers(1_000, 3_000, 4_000)
    assert (data.counts.dtypes == np.int64).all()
    np.testing.assert_allclose(data.values["burglary"], data.counts["burglary"] / people * 1000)
    np.testing.assert_allclose(data.values["qualified"], data.counts["qualified"] / people)
    assert (data.counts["qualified"] <= people).all()
    assert made().counts is None
    assert made().denominators is None


def test_a_proportion_is_counted_among_those_it_is_of() -> None:
    of_pupils = SyntheticIndicator("absent", "proportion", middle=0.2, spread=0.4, loading=0.6, of="pupils")
    data = made(counted=True, indicators=[of_pupils, INDICATORS[1]])
    assert data.counts is not None
    assert data.denominators is not None
    pupils, everybody = data.denominators["absent"], data.denominators["qualified"]
    assert (data.counts["absent"] <= pupils).all()
    np.testing.assert_allclose(data.values["absent"], data.counts["absent"] / pupils)
    # 5 to 15 is 11 of the 16 ages under 16, and 18.5 % of people are under 16 in the middle.
    assert (pupils / everybody).median() == pytest.approx(0.185 * 11 / 16, rel=0.03)


def test_counts_are_drawn_around_what_is_true_and_values_are_true_where_nothing_is_counted() -> None:
    counted, exact = made(counted=True), made()
    assert counted.denominators is not None
    assert counted.counts is not None
    pd.testing.assert_frame_equal(exact.values, exact.expected)
    mean = counted.expected["burglary"] * counted.denominators["burglary"] / 1000
    surplus = (counted.counts["burglary"] - mean) / np.sqrt(mean)
    # 4,000 Poisson counts: standard error of the mean .016, of the variance .022.
    assert surplus.mean() == pytest.approx(0, abs=0.06)
    assert surplus.var() == pytest.approx(1, abs=0.1)


def test_an_indicator_of_another_group_at_the_end_leaves_the_others_alone() -> None:
    of_adults = SyntheticIndicator("learning", "rate", middle=5, spread=0.4, loading=0.2, of="adults")
    more = made(counted=True, indicators=[*INDICATORS, of_adults])
    pd.testing.assert_frame_equal(more.values[list(made().values)], made(counted=True).values)


def test_neighbours_are_more_alike_than_places_far_apart() -> None:
    rng = np.random.default_rng(3)
    places = np.array([[0.0, 0.0], [1.0, 0.0], [60.0, 0.0]])
    drawn = np.array([smooth(places, 6.0, rng) for _ in range(2_000)])
    covariance = np.cov(drawn.T)
    # The covariance that the random waves are to have: exp(−d² / 2·6²).
    assert covariance[0, 0] == pytest.approx(1, abs=0.15)
    assert covariance[0, 1] == pytest.approx(np.exp(-1 / 72), abs=0.15)
    assert covariance[0, 2] == pytest.approx(0, abs=0.15)


def test_crowding_counts_the_people_in_the_nine_cells_around() -> None:
    places = np.array([[0.5, 0.5], [2.5, 0.5], [6.5, 0.5], [0.5, -1.5]])
    people = np.array([10.0, 20.0, 40.0, 80.0])
    around = np.expm1(crowding(places, people, cell_km=2.0))
    assert around == pytest.approx([110, 110, 40, 110])


def test_need_follows_crowding_when_asked_to() -> None:
    rng = np.random.default_rng(5)
    longitude = np.concatenate([rng.normal(-1.1, 0.02, 200), rng.uniform(-1.6, -0.6, 200)])
    latitude = np.concatenate([rng.normal(52.6, 0.02, 200), rng.uniform(52.4, 53.0, 200)])
    data = neighbourhoods(
        [str(number) for number in range(400)],
        longitude,
        latitude,
        [1_500] * 400,
        INDICATORS,
        rng,
        crowded=1.0,
    )
    assert data.latent[:200].mean() - data.latent[200:].mean() > 1


def test_a_degree_north_is_about_111_km_and_east_less() -> None:
    places = kilometres(np.array([-1.0, 0.0]), np.array([60.0, 60.0]))
    assert places[1, 0] - places[0, 0] == pytest.approx(111.32 / 2, rel=1e-6)


def test_places_all_alike_have_no_difference_to_stretch() -> None:
    assert standardised(np.full(3, 0.1)).tolist() == [0, 0, 0]


def test_the_seed_is_known_only_where_it_would_repeat_the_data() -> None:
    used = np.random.default_rng(7)
    used.normal()
    arguments = (["A", "B"], [0.0, 1.0], [52.0, 53.0], [1000, 1000], INDICATORS)
    assert neighbourhoods(*arguments, np.random.default_rng(7)).provenance.seed == 7
    assert neighbourhoods(*arguments, used).provenance.seed is None
    assert neighbourhoods(*arguments, np.random.Generator(np.random.MT19937(7))).provenance.seed is None


def call(**changes: Any) -> Callable[[], object]:
    arguments: dict[str, Any] = {
        "codes": ["A", "B"],
        "longitude": [0.0, 1.0],
        "latitude": [52.0, 53.0],
        "population": [1000, 1000],
        "indicators": INDICATORS,
        "rng": np.random.default_rng(1),
    }
    return lambda: neighbourhoods(**arguments | changes)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (call(codes=["A", "A"]), "at least two area codes, each once"),
        (call(longitude=[0.0]), "one finite longitude for each of the 2 areas"),
        (call(latitude=[np.nan, 1]), "one finite latitude"),
        (call(latitude=[0.0, 91.0]), "Longitude and latitude are degrees"),
        (call(population=[0, 1]), "population above 0"),
        (call(indicators=[]), "at least one indicator"),
        (call(indicators=[INDICATORS[0]] * 2), "each key once"),
        (call(reach_km=0), "reach_km is above 0"),
        (call(crowded=2), "crowded from 0 to 1"),
        (lambda: SyntheticIndicator("a", "count", 1, 1, 0), "rate or proportion"),  # type: ignore[arg-type]
        (lambda: SyntheticIndicator("a", "proportion", 1, 1, 0), "cannot be the middle of a proportion"),
        (lambda: SyntheticIndicator("a", "rate", -1, 1, 0), "cannot be the middle of a rate"),
        (lambda: SyntheticIndicator("a", "rate", 1, 0, 0), "spread is a number above 0"),
        (lambda: SyntheticIndicator("a", "rate", 1, 1, 1.5), "loading lies from -1 to 1"),
        (lambda: SyntheticIndicator("a", "rate", 1, 1, 0, of="dogs"), "not of 'dogs'"),  # type: ignore[arg-type]
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()
