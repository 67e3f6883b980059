"""Fit the coefficients of `members.recogniser.confidence` on the practice phrases (never on the held-out ones).

python -m benchmarks.fit_confidence
"""

import numpy as np

from members.recogniser import Recogniser
from members.recogniser.asides import Aside
from members.recogniser.shipped import read_terms
from tests.members.recogniser.judging import read_phrases

STRENGTH = 1.0  # of the penalty that keeps coefficients small
STEPS = 50


def main() -> None:
    recogniser = Recogniser(read_terms())
    features, truths = [], []
    for phrase in read_phrases("practice"):
        if phrase.kind in ("one", "several", "other", "unknown"):
            for reading in recogniser.read(phrase.text):
                if reading.skill is not None and not isinstance(reading.skill, Aside) and not reading.doubtful:
                    features.append(reading.features)
                    truths.append(reading.skill in phrase.skills)
    coefficients = fit(np.array(features), np.array(truths, float))
    print(f"{len(truths)} readings, {np.mean(truths):.0%} right")
    print("(" + ", ".join(f"{value:.2f}" for value in coefficients) + ")")


def fit(features: np.ndarray, truths: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, with a ridge on everything but the constant."""
    coefficients = np.zeros(features.shape[1])
    ridge = np.eye(features.shape[1]) * STRENGTH
    ridge[0, 0] = 0.01
    for _step in range(STEPS):
        chances = 1 / (1 + np.exp(-features @ coefficients))
        slope = features.T @ (chances - truths) + ridge @ coefficients
        curve = (features * (chances * (1 - chances))[:, None]).T @ features + ridge
        coefficients -= np.linalg.solve(curve, slope)
    return coefficients


if __name__ == "__main__":
    main()
