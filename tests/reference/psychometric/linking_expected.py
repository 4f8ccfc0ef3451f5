"""Stocking & Lord's transformation of two calibrations by scipy (1.17): linking_expected.py FOLDER > linking_expected.csv

FOLDER holds mg_m0_group1_items.csv and mg_m0_group2_items.csv: mirt 1.47, graded, each group by itself. The second is brought to the scale of the
first: minimise of BFGS from (1, 0), then Nelder-Mead; on 61 nodes of [-6, 6], and on 41 Gauss-Hermite nodes. The errors are the jackknife's.
"""

import csv
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize


def items(path):
    return np.array([[float(one) for one in row[1:]] for row in list(csv.reader(path.open()))[1:]])


def curve(of, theta):
    return (1 / (1 + np.exp(-(of[:, :1, None] * theta + of[:, 1:, None])))).sum(1).mean(0)


def link(a, b, theta, weights):
    def loss(x):
        return (weights * (curve(a, theta) - curve(b, (theta - x[1]) / x[0])) ** 2).sum() * 1e4

    at = minimize(loss, [1, 0], method="BFGS", options={"gtol": 1e-12}).x
    return minimize(loss, at, method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-20, "maxiter": 4000}).x


def main():
    folder = pathlib.Path(sys.argv[1])
    a, b = items(folder / "mg_m0_group1_items.csv"), items(folder / "mg_m0_group2_items.csv")
    nodes = np.linspace(-6, 6, 61)
    weights = np.exp(-(nodes**2) / 2)
    grid = (nodes, weights / weights.sum())
    points, of_points = np.polynomial.hermite_e.hermegauss(41)
    hermite = link(a, b, points, of_points / of_points.sum())
    all_ = link(a, b, *grid)
    without = np.array([link(np.delete(a, j, 0), np.delete(b, j, 0), *grid) for j in range(len(a))])
    errors = np.sqrt((len(a) - 1) / len(a) * ((without - without.mean(0)) ** 2).sum(0))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["what", "slope", "shift"])
    for name, row in (("same_grid", all_), ("gauss_hermite", hermite), ("jackknife_error", errors)):
        out.writerow([name, *(f"{one:.12g}" for one in row)])


main()
