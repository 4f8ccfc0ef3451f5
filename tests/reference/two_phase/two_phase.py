"""Test-corrected means and shares, computed a second time: two_phase.py writes two_phase_data.csv and two_phase_expected.csv beside itself.

Needs numpy, scipy and statsmodels; the tests only read the files. The line is that of statsmodels' least squares, the variance the one it gives
(weights of 1: the classical error of the regression; weights: its robust one, HC1), not the sums of the engine. Written with Python 3.11, numpy 2.4,
scipy 1.17, statsmodels 0.15; seed 20.
"""

import csv
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import stats

HERE = pathlib.Path(__file__).parent
PEOPLE, TESTED = 400, 90


def data():
    random = np.random.default_rng(20)
    trait = random.standard_normal(PEOPLE)
    rating = np.clip(np.round(50 + 20 * (0.6 * trait + 0.8 * random.standard_normal(PEOPLE)), 1), 0, 100)
    result = np.round(12 + 3 * trait + random.standard_normal(PEOPLE), 2)
    weight = np.round(random.uniform(0.5, 3, PEOPLE), 3)
    return rating, result, (result > 14.5).astype(float), weight


def variance_of_weighted_mean(deviation, weight, lost):
    """Of the mean of people whose deviations these are; `lost` parameters were estimated."""
    n = len(weight)
    share = weight / weight.sum()
    return n / (n - lost) * np.sum((share * deviation) ** 2)


def estimate(rating, y, weight, people, is_share):
    """y of the first TESTED."""
    x, w = rating[:TESTED], weight[:TESTED]
    line = sm.WLS(y, sm.add_constant(x), weights=w).fit()
    at = np.array([1, np.average(rating, weights=weight)])
    value = line.predict(at)[0]
    mean = np.average(y, weights=w)
    residual = variance_of_weighted_mean(line.resid, w, 2)
    whole = variance_of_weighted_mean(y - mean, w, 1)
    if np.all(w == 1):  # two other ways to the same: the regression's error at the mean of the tested, and the variance of a mean
        centre = line.get_prediction(np.array([1, x.mean()])).se_mean[0] ** 2
        assert np.isclose(residual, centre, rtol=1e-12)
        assert np.isclose(whole, np.var(y, ddof=1) / TESTED, rtol=1e-12)
    else:
        robust = sm.WLS(y, sm.add_constant(x - np.average(x, weights=w)), weights=w).fit(cov_type="HC1").cov_params()[0, 0]
        assert np.isclose(residual, robust, rtol=1e-12)
    of_people = TESTED / (TESTED - 1) * np.average((y - mean) ** 2, weights=w)
    testing = residual - residual * TESTED / PEOPLE
    sampling = whole * TESTED / PEOPLE - (of_people / people if people else 0)
    sampling = max(0.0, sampling)
    t = stats.t.ppf(0.975, TESTED - 2)
    if is_share:
        z = stats.norm.ppf(0.975)
        n = mean * (1 - mean) / ((testing + sampling) * (t / z) ** 2)
        low, high = wilson(value, n, z)
    else:
        half = t * np.sqrt(testing + sampling)
        low, high = value - half, value + half
    correlation = np.cov(x, y, aweights=w, ddof=0)
    return [value, testing, sampling, low, high, line.params[1], correlation[0, 1] / np.sqrt(correlation[0, 0] * correlation[1, 1]), mean,
            np.average(x, weights=w), at[1]]


def wilson(p, n, z):
    """The two shares that a test of p with n people just does not reject: roots of (p - s)^2 = z^2 s (1 - s) / n."""
    return np.sort(np.roots([1 + z * z / n, -(2 * p + z * z / n), p * p]).real)


def write(name, heading, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def main():
    rating, result, passed, weight = data()
    tested = np.arange(PEOPLE) < TESTED
    write("two_phase_data.csv", ["rating", "weight", "result", "passed"],
          [[rating[i], weight[i]] + ([result[i], int(passed[i])] if tested[i] else ["", ""]) for i in range(PEOPLE)])
    rows = []
    for is_share, y in ((0, result[:TESTED]), (1, passed[:TESTED])):
        for weighted, w in ((0, np.ones(PEOPLE)), (1, weight)):
            for people in (0, 2000, PEOPLE):
                rows.append([is_share, weighted, people] + [format(float(one), ".17g") for one in estimate(rating, y, w, people, is_share)])
    write("two_phase_expected.csv",
          ["share", "weighted", "people", "value", "testing_variance", "sampling_variance", "low", "high", "slope", "correlation", "mean_result",
           "rated_by_tested", "rated_by_all"], rows)


main()
