"""Differential item functioning of grm_J24_N1000.csv, written from engine/docs/methods.md: dif_expected.py > dif_expected.csv

numpy for tables, Mantel's test and mean differences; the proportional odds model is that of statsmodels (0.15, OrderedModel, Newton). Three groups
are dealt in turn; where (7 person + 3 item) % 11 is 0 an answer is missing; the third item is one category easier for the second group, and is not
matched on by the others.
"""

import csv
import pathlib
import sys

import numpy as np
from scipy import stats
from statsmodels.miscmodels.ordinal_model import OrderedModel

LIMITS = [20, 40, 60, 80]
FLAGGED = 2


def answers():
    path = pathlib.Path(__file__).with_name("grm_J24_N1000.csv")
    codes = np.array([[int(one) for one in row] for row in list(csv.reader(path.open()))[1:]])
    person, item = np.indices(codes.shape)
    group = np.arange(len(codes)) % 3
    codes[group == 1, FLAGGED] = np.minimum(codes[group == 1, FLAGGED] + 1, 4)
    return np.where((7 * person + 3 * item) % 11 == 0, -1, codes), group


def bands(codes, item):
    """Of everybody, -1 for who is not counted."""
    matching = [j for j in range(codes.shape[1]) if j == item or j != FLAGGED]
    given = codes[:, matching] >= 0
    points = np.where(given, codes[:, matching], 0).sum(1)
    counted = (codes[:, item] >= 0) & (2 * given.sum(1) >= len(matching))
    # score >= limit, in whole numbers
    reached = [(100 * points >= limit * 4 * given.sum(1)).astype(int) for limit in LIMITS]
    return np.where(counted, sum(reached), -1)


def mantel(y, band, group):
    d, v = np.zeros(3), np.zeros((3, 3))
    for b in range(5):
        here = band == b
        n, total, squares = here.sum(), y[here].sum(), (y[here] ** 2).sum()
        if n < 2:
            continue
        sizes = np.array([(here & (group == g)).sum() for g in range(3)], float)
        sums = np.array([y[here & (group == g)].sum() for g in range(3)], float)
        d += sums - sizes * total / n
        v += (np.diag(sizes) - np.outer(sizes, sizes) / n) * (n * squares - total**2) / (n * (n - 1))
    x2 = d[1:] @ np.linalg.solve(v[1:, 1:], d[1:])
    return x2, stats.chi2.sf(x2, 2)


def difference(y, band, group, focal):
    r, f = y[group == 0], y[group == focal]
    sd = np.sqrt(((len(r) - 1) * r.var(ddof=1) + (len(f) - 1) * f.var(ddof=1)) / (len(r) + len(f) - 2))
    sum_, weight, variance = 0, 0, 0
    for b in range(5):
        r, f = y[(group == 0) & (band == b)], y[(group == focal) & (band == b)]
        if len(r) == 0 or len(f) == 0:
            continue
        sum_ += len(f) * (f.mean() - r.mean())
        weight += len(f)
        variance += len(f) ** 2 * np.concatenate([r, f]).var(ddof=1) * (1 / len(r) + 1 / len(f))
    return sum_ / weight / sd, np.sqrt(variance) / weight / sd


def log_likelihood(y, terms):
    if terms is None:
        counts = np.bincount(y)
        return (counts[counts > 0] * np.log(counts[counts > 0] / len(y))).sum()
    return OrderedModel(y, terms, distr="logit").fit(method="bfgs", gtol=1e-7, maxiter=2000, disp=False).llf


def logistic(y, band, group):
    bands_ = np.column_stack([band == b for b in range(1, 5)]).astype(float)
    groups = np.column_stack([group == g for g in (1, 2)]).astype(float)
    nested = [None, bands_, np.hstack([bands_, groups]), np.hstack([bands_, groups, groups * (band - 2)[:, None]])]
    ll = [log_likelihood(y, terms) for terms in nested]
    n = len(y)
    r2 = [(1 - np.exp(2 * (ll[0] - one) / n)) / (1 - np.exp(2 * ll[0] / n)) for one in ll]
    return 2 * (ll[2] - ll[1]), 2 * (ll[3] - ll[2]), r2[2] - r2[1], r2[3] - r2[2]


def main():
    codes, group = answers()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("item,people,mantel_x2,mantel_p,smd_1,smd_1_se,smd_2,smd_2_se,uniform_x2,non_uniform_x2,r2_uniform,r2_non_uniform".split(","))
    for item in range(codes.shape[1]):
        band = bands(codes, item)
        kept = band >= 0
        y, b, g = codes[kept, item], band[kept], group[kept]
        row = [*mantel(y, b, g), *difference(y, b, g, 1), *difference(y, b, g, 2), *logistic(y, b, g)]
        out.writerow([item + 1, kept.sum(), *(f"{one:.12g}" for one in row)])


main()
