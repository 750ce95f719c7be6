"""The estimators follow the conventions of scikit-learn and do what they say."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.preprocessing import normalize

from analysis.discover import FusedGraphThemes, proposed_number
from analysis.lens import Lens
from analysis.represent import LetterStatistics, WordStatistics
from analysis.ridge import LikenessClassifier


def clouds(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """90 unit vectors around three directions, and which direction each belongs to."""
    generator = np.random.default_rng(seed)
    right = np.repeat([0, 1, 2], 30)
    return normalize(np.eye(3, 6)[right] + 0.15 * generator.normal(size=(90, 6))).astype(np.float32), right


@pytest.mark.parametrize(
    "estimator", [FusedGraphThemes(), LikenessClassifier(), Lens(), WordStatistics(), LetterStatistics()]
)
def test_an_estimator_can_be_cloned_and_learns_nothing_when_made(estimator: object) -> None:
    twin = clone(estimator)
    assert twin.get_params() == estimator.get_params()  # type: ignore[attr-defined]
    assert not [name for name in vars(twin) if name.endswith("_")]


def test_groups_are_found_in_two_views_and_new_points_join_the_nearest() -> None:
    points, right = clouds()
    groups = FusedGraphThemes(n_themes=3, neighbours=8).fit([points, points])
    assert len({(int(a), int(b)) for a, b in zip(groups.labels_, right, strict=True)}) == 3
    assert np.array_equal(groups.predict([points, points]), groups.labels_)
    assert groups.support_.min() > 0.9


def test_a_sample_is_cut_when_there_are_many_and_the_rest_join_in() -> None:
    points, right = clouds()
    groups = FusedGraphThemes(n_themes=3, neighbours=8, largest=45).fit([points])
    assert len({(int(a), int(b)) for a, b in zip(groups.labels_, right, strict=True)}) == 3


def test_fitting_again_forgets_what_was_learnt() -> None:
    points, _ = clouds()
    groups = FusedGraphThemes(n_themes=3).fit([points])
    fresh = FusedGraphThemes(n_themes=3).fit([points[:40]])
    groups.fit([points[:40]])
    assert np.array_equal(groups.labels_, fresh.labels_)


def test_more_groups_than_pairs_are_never_made() -> None:
    points, _ = clouds()
    assert FusedGraphThemes(n_themes=500).fit([points[:34]]).n_themes_ == 17


def test_the_proposed_number_grows_slowly() -> None:
    assert [proposed_number(n) for n in (30, 100, 1000, 100_000)] == [4, 7, 20, 40]


def test_likeness_gives_chances_that_suit_how_often_they_are_right() -> None:
    points, right = clouds()
    names = [f"class {place}" for place in right]
    new, truth = clouds(seed=1)
    judge = LikenessClassifier().fit((points @ points.T).astype(float), names)
    chances = judge.predict_proba((new @ points.T).astype(float))
    assert np.allclose(chances.sum(axis=1), 1)
    assert (
        np.mean(judge.predict((new @ points.T).astype(float)) == [f"class {place}" for place in truth]) > 0.97
    )
    assert chances.max(axis=1).mean() > 0.9
