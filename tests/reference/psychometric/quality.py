"""Quality of an instrument, computed a second time: quality.py [FOLDER] writes quality_*.csv beside itself, which tests/measurement compares with.

Needs numpy and scipy (1.24 and 1.10, or later); the tests only read the files. From the formulas of engine/docs/methods.md, section 12, on other ways
than the engine's where there are any: derivatives by differences, integrals on a dense grid, M2 by an orthogonal complement.
"""

import csv
import pathlib
import sys

import numpy as np
from scipy import linalg, optimize, stats

HERE = pathlib.Path(__file__).parent
NODES = np.linspace(-6, 6, 61)


def logistic(x):
    return 1 / (1 + np.exp(-x))


def graded(a, d, theta):
    """[node, category]."""
    theta = np.atleast_1d(theta)
    upper = np.column_stack([np.ones_like(theta)] + [logistic(a * theta + one) for one in d] + [np.zeros_like(theta)])
    return upper[:, :-1] - upper[:, 1:]


def adjacent(a, d, theta):
    theta = np.atleast_1d(theta)
    log = np.column_stack([np.zeros_like(theta)] + [(k + 1) * a * theta + np.sum(d[: k + 1]) for k in range(len(d))])
    p = np.exp(log - log.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def read(path, skip=0):
    with open(path, encoding="utf-8") as file:
        return np.array([[float(one) for one in row[skip:]] for row in list(csv.reader(file))[1:]])


def write(name, heading, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heading)
        for row in rows:
            out.writerow([f"{one:.17g}" if isinstance(one, (float, np.floating)) else one for one in row])


def normal_weights(mean=0.0, sd=1.0, points=NODES):
    w = np.exp(-((points - mean) ** 2) / (2 * sd * sd))
    return w / w.sum()


def warm(model, items, answers):
    """Root of Warm's equation with derivatives of P by differences of log P (4th order); answers: category or -1."""
    h = 4e-3

    def equation(theta):
        score = information = bias = 0.0
        for (a, d), x in zip(items, answers):
            if x < 0:
                continue
            p = model(a, d, theta + h * np.arange(-2, 3))
            first = (p[0] - 8 * p[1] + 8 * p[3] - p[4]) / (12 * h)
            second = (-p[0] + 16 * p[1] - 30 * p[2] + 16 * p[3] - p[4]) / (12 * h * h)
            score += first[x] / p[2][x]
            information += np.sum(first**2 / p[2])
            bias += np.sum(first * second / p[2])
        return score + bias / (2 * information), information

    theta = optimize.brentq(lambda t: equation(t)[0], -7, 7, xtol=1e-13)
    return theta, 1 / np.sqrt(equation(theta)[1])


def moments(model, items, theta):
    p = [model(a, d, theta) for a, d in items]
    mean = np.column_stack([one @ np.arange(one.shape[1]) for one in p])
    square = np.column_stack([one @ np.arange(one.shape[1]) ** 2 for one in p])
    return mean, square - mean**2


def merge_cells(observed, expected):
    """mirt's order: sparse extremes, single people, categories, columns, rows. Lists of rows."""
    observed, expected = [list(map(float, row)) for row in observed], [list(map(float, row)) for row in expected]

    def merge(rows, source, target):
        rows[target] = [a + b for a, b in zip(rows[source], rows[target])]
        del rows[source]

    categories = len(observed[0])
    for _ in range(categories - 2):
        for rows in (observed, expected):
            merge(rows, 0, 1)
            merge(rows, len(rows) - 1, len(rows) - 2)
    keep = [r for r in range(len(observed)) if sum(observed[r]) > 0]
    observed, expected = [observed[r] for r in keep], [expected[r] for r in keep]
    r = 0
    while r < len(observed) - 1:
        if sum(observed[r]) == 1:
            merge(observed, r, r + 1)
            merge(expected, r, r + 1)
        else:
            r += 1
    if sum(observed[-1]) == 1:
        merge(observed, len(observed) - 1, len(observed) - 2)
        merge(expected, len(expected) - 1, len(expected) - 2)
    for o, e in zip(observed, expected):
        while len(e) > 2 and min(e) < 1:
            k = max(i for i in range(len(e)) if e[i] == min(e))
            if k == 0:
                to = 1
            elif k == len(e) - 1:
                to = k - 1
            else:
                to = k - 1 if e[k - 1] <= e[k + 1] else k + 1
            e[to] += e[k]
            o[to] += o[k]
            del e[k], o[k]
        e += [0.0] * (categories - len(e))
        o += [0.0] * (categories - len(o))
    o, e = np.array(observed), np.array(expected)
    while e.shape[1] > 2 and e[:, -1].sum() < np.ceil(len(e) * 0.1):
        e[:, -2] += e[:, -1]
        o[:, -2] += o[:, -1]
        e, o = e[:, :-1], o[:, :-1]
    for k in range(e.shape[1] - 1, 0, -1):
        if np.mean(e[:, k] > 0) < 0.05:
            e[:, k - 1] += e[:, k]
            o[:, k - 1] += o[:, k]
            e, o = np.delete(e, k, 1), np.delete(o, k, 1)
    while len(e) > 1 and np.any((e < 1) & (e != 0)):
        r = int(np.flatnonzero(np.any((e < 1) & (e != 0), axis=1))[0])
        if r == 0:
            to = 1
        elif r == len(e) - 1:
            to = r - 1
        else:
            to = r - 1 if o[r - 1].sum() <= o[r + 1].sum() else r + 1
        e[to] += e[r]
        o[to] += o[r]
        e, o = np.delete(e, r, 0), np.delete(o, r, 0)
    return o, e


def sum_score_fit(model, items, x, free):
    w = normal_weights()
    p = [model(a, d, NODES) for a, d in items]

    def distribution(of):
        out = np.ones((len(NODES), 1))
        for one in of:
            out = np.array([np.convolve(out[q], one[q]) for q in range(len(NODES))])
        return out

    everything = w @ distribution(p)
    score = x.sum(axis=1)
    people = np.bincount(score, minlength=len(everything))
    rows = []
    for j, own in enumerate(p):
        rest = distribution(p[:j] + p[j + 1 :])
        k = own.shape[1]
        expected = np.zeros((len(everything), k))
        observed = np.zeros_like(expected)
        for z in range(k):
            expected[z : z + rest.shape[1], z] = (w * own[:, z]) @ rest
            observed[:, z] = np.bincount(score[x[:, j] == z], minlength=len(everything))
        expected *= (people / everything)[:, None]
        o, e = merge_cells(observed[1:-1], expected[1:-1])
        used = e > 0
        statistic = np.sum((o[used] - e[used]) ** 2 / e[used])
        df = int(used.sum() - len(e) - free[j])
        rows.append((statistic, df, stats.chi2.sf(statistic, df)))
    return rows


def limited_information(model, parameters, shape, x, categories):
    """M2 (categories: False) or C2. `shape` makes items and the sd of theta of free parameters."""
    k = [int(one) for one in shape(parameters)[2]]
    n, j = x.shape
    pairs = [(a, b) for b in range(j) for a in range(b)]

    def functions(patterns):
        shares = [(patterns[:, i] == c).astype(float) for i in range(j) for c in range(1, k[i])]
        singles = shares if categories else [patterns[:, i] for i in range(j)]
        return np.column_stack(singles + [patterns[:, a] * patterns[:, b] for a, b in pairs])

    def single_means(parts):
        return [p[:, c] for p in parts for c in range(1, p.shape[1])] if categories else [p @ np.arange(p.shape[1]) for p in parts]

    def expected(values):
        items, sd, _ = shape(values)
        parts = [model(a, d, NODES) for a, d in items]
        mean = [p @ np.arange(p.shape[1]) for p in parts]
        return normal_weights(0, sd) @ np.column_stack(single_means(parts) + [mean[a] * mean[b] for a, b in pairs])

    # The covariance of the moments: E[f_r f_s] node by node, items of a node being independent.
    items, sd, _ = shape(parameters)
    parts = [model(a, d, NODES) for a, d in items]
    scores = [np.arange(one).astype(float) for one in k]
    shares = [[(i, (scores[i] == c).astype(float))] for i in range(j) for c in range(1, k[i])]
    terms = shares if categories else [[(i, scores[i])] for i in range(j)]
    terms += [[(a, scores[a]), (b, scores[b])] for a, b in pairs]
    w = normal_weights(0, sd)
    e = expected(parameters)
    xi = np.zeros((len(terms), len(terms)))
    for r, left in enumerate(terms):
        for s in range(r + 1):
            values = {}
            for i, f in left + terms[s]:
                values[i] = values[i] * f if i in values else f
            product = w.copy()
            for i, f in values.items():
                product *= parts[i] @ f
            xi[r, s] = xi[s, r] = product.sum() - e[r] * e[s]
    step = 1e-4
    delta = np.empty((len(e), len(parameters)))
    for c in range(len(parameters)):
        at = lambda f: expected(parameters + f * step * np.eye(len(parameters))[c])
        delta[:, c] = (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * step)
    complement = linalg.null_space(delta.T, rcond=1e-9)
    off = functions(x.astype(float)).mean(axis=0) - e
    inner = complement.T @ off
    statistic = n * inner @ linalg.solve(complement.T @ xi @ complement, inner, assume_a="pos")
    df = complement.shape[1]
    rmsea = np.sqrt(max(0, statistic / df - 1) / (n - 1))

    def bound(prob):
        f = lambda lam: stats.ncx2.cdf(statistic, df, lam) - prob if lam > 0 else stats.chi2.cdf(statistic, df) - prob
        return 0.0 if f(0) <= 0 else np.sqrt(optimize.brentq(f, 0, 10 * statistic + 100, xtol=1e-11) / (n * df))

    return statistic, df, stats.chi2.sf(statistic, df), rmsea, bound(0.95), bound(0.05)


def omega(x):
    """One factor by maximum likelihood, with a general optimiser on logarithms of the uniquenesses."""
    s = np.cov(x.T)
    j = len(s)
    sd = np.sqrt(np.diag(s))
    r = s / np.outer(sd, sd)

    def parts(v):
        sigma = np.outer(v[:j], v[:j]) + np.diag(np.exp(v[j:]))
        return sigma, np.linalg.inv(sigma)

    def value(v):
        sigma, inverse = parts(v)
        m = inverse @ (sigma - r) @ inverse
        return np.linalg.slogdet(sigma)[1] + np.trace(r @ inverse), np.concatenate([2 * m @ v[:j], np.diag(m) * np.exp(v[j:])])

    start = np.concatenate([np.full(j, 0.6), np.full(j, np.log(0.6))])
    found = optimize.minimize(value, start, jac=True, method="BFGS", options={"gtol": 1e-11, "maxiter": 5000})
    common = np.sum(found.x[:j] * sd) ** 2
    return common / (common + np.sum(np.exp(found.x[j:]) * sd**2))


def classification(model, items, x, cuts):
    """Mean over people of posterior masses on a dense grid whose cells end at the cuts."""
    edges = np.concatenate([[-6], cuts, [6]])
    theta, width, level = [], [], []
    for l in range(len(edges) - 1):
        cells = int(np.ceil((edges[l + 1] - edges[l]) / 0.0005))
        h = (edges[l + 1] - edges[l]) / cells
        theta.append(edges[l] + h * (np.arange(cells) + 0.5))
        width.append(np.full(cells, h))
        level.append(np.full(cells, l))
    theta, width, level = map(np.concatenate, (theta, width, level))
    prior = width * np.exp(-(theta**2) / 2)
    log_p = [np.log(model(a, d, theta)) for a, d in items]
    right = 0.0
    wrongly_below = np.zeros(len(cuts))
    above_share = np.zeros(len(cuts))
    for codes in x:
        log = sum(log_p[j][:, c] for j, c in enumerate(codes))
        mass = np.bincount(level, prior * np.exp(log - log.max()), minlength=len(edges) - 1)
        mass /= mass.sum()
        above = 1 - np.cumsum(mass)[:-1]
        right += mass[np.sum(above >= 0.5)]
        wrongly_below += np.where(above < 0.5, above, 0)
        above_share += above
    return right / len(x), wrongly_below / len(x), above_share / len(x)


def simulation(slope, people=2_000_000, seed=1):
    """Three five-category graded items, five levels: what happens to simulated people. Monte Carlo error of a share: at most 0.0004."""
    random = np.random.default_rng(seed)
    cuts = np.array([-1.5, -0.5, 0.5, 1.5])
    d = slope * np.array([1.5, 0.5, -0.5, -1.5])
    theta = random.standard_normal(people)
    u = random.random((people, 3))
    upper = logistic(slope * theta[:, None] + d[None, :])
    x = np.stack([(u[:, j : j + 1] < upper).sum(axis=1) for j in range(3)], axis=1)
    pattern = x @ [25, 5, 1]
    truth = np.searchsorted(cuts, theta, side="right")
    grid = np.linspace(-8, 8, 4001)
    p = graded(slope, d, grid)
    told = np.empty(125, dtype=int)
    for one in range(125):
        post = np.exp(-(grid**2) / 2) * p[:, one // 25] * p[:, one // 5 % 5] * p[:, one % 5]
        # The posterior median is at or above a cut where half of the mass is: trapezoids, each cut being a point of the grid.
        above = np.array([post[at:].sum() - post[at] / 2 for at in np.searchsorted(grid, cuts - 1e-9)])
        told[one] = np.sum(above >= post.sum() / 2)
    level = told[pattern]
    return np.mean(level == truth), [(np.mean((truth > c) & (level <= c)), np.mean(truth > c)) for c in range(4)]


def main(folder):
    x = read(folder / "grm_J24_N1000.csv").astype(int)
    table = read(folder / "grm_J24_N1000_tight_items.csv", 1)
    items = [(row[0], row[1:]) for row in table]
    theta = [warm(graded, items, row) for row in x]
    extremes = [warm(graded, items, [c] * 24) for c in (0, 4)] + [warm(graded, items[:3], [c] * 3) for c in (0, 4)]
    write("quality_wle.csv", ["theta", "error"], theta[:40] + extremes)
    at = np.array([one[0] for one in theta])
    mean, variance = moments(graded, items, at)
    off = x - mean
    q3 = np.corrcoef(off.T)
    pairs = [q3[a, b] for a in range(24) for b in range(a + 1, 24)]
    rest = [np.corrcoef(x[:, j], x.sum(axis=1) - x[:, j])[0, 1] for j in range(24)]
    fit = sum_score_fit(graded, items, x, [5] * 24)
    write("quality_items.csv", ["infit", "outfit", "item_rest", "s_x2", "df", "p"],
          [(np.sum(off[:, j] ** 2) / np.sum(variance[:, j]), np.mean(off[:, j] ** 2 / variance[:, j]), rest[j], *fit[j]) for j in range(24)])
    write("quality_q3.csv", ["q3", "less_the_mean"], [(one, one - np.mean(pairs)) for one in pairs])

    shape = lambda v: ([(v[5 * j], v[5 * j + 1 : 5 * j + 5]) for j in range(len(v) // 5)], 1.0, [5] * (len(v) // 5))
    rows = [(word,) + limited_information(graded, table.ravel(), shape, x, c2) for word, c2 in (("M2", False), ("C2", True))]
    rows.append(("C2 of items 1 to 5",) + limited_information(graded, table[:5].ravel(), shape, x[:, :5], True))
    # Partial credit with a free sd (the last parameter): items 1 to 6 at made-up parameters.
    steps = np.round(table[:6, 1:] / 1.5, 2)
    partial = lambda v: ([(1.0, v[4 * j : 4 * j + 4]) for j in range(6)], v[24], [5] * 6)
    rows.append(("C2 of partial credit",) + limited_information(adjacent, np.append(steps.ravel(), 1.5), partial, x[:, :6], True))
    dichotomous = (x[:, :6] >= 2).astype(int)
    two = np.column_stack([table[:6, 0], table[:6, 2]])
    binary = lambda v: ([(v[2 * j], v[2 * j + 1 : 2 * j + 2]) for j in range(6)], 1.0, [2] * 6)
    rows.append(("M2 of two categories",) + limited_information(graded, two.ravel(), binary, dichotomous, False))
    write("quality_m2.csv", ["what", "statistic", "df", "p", "rmsea", "rmsea_5", "rmsea_95"], rows)

    w = normal_weights()
    mean, variance = moments(graded, items, NODES)
    implied = (mean.T * w) @ mean - np.outer(w @ mean, w @ mean) + np.diag(w @ variance)
    scale = np.sqrt(np.diag(implied))
    off = (np.corrcoef(x.T) - implied / np.outer(scale, scale))[np.tril_indices(24, -1)]
    eap = read(folder / "grm_J24_N1000_tight_eap.csv")
    spread = np.var(eap[:, 0], ddof=1)
    cuts = np.array([-1.0, -0.2, 0.5, 1.3])
    levels = classification(graded, items, x, cuts)
    write("quality_scale.csv", ["what", "value"],
          [("srmsr", np.sqrt(np.mean(off**2))), ("empirical_reliability", spread / (spread + np.mean(eap[:, 1] ** 2))), ("omega", omega(x)),
           ("omega of items 1 to 4", omega(x[:, :4])), ("right", levels[0])] + [(f"wrongly below {c}", v) for c, v in zip(cuts, levels[1])]
          + [(f"at or above {c}", v) for c, v in zip(cuts, levels[2])])
    rasch = [(1.0, [-b]) for b in (-1.5, -0.5, 0.0, 0.7, 2.0)]
    write("quality_rasch_wle.csv", ["theta", "error"], [warm(adjacent, rasch, [1] * s + [0] * (5 - s)) for s in range(6)])
    rows = []
    for slope in (1.5, 2.0, 2.5):
        right, below = simulation(slope)
        rows.append([slope, right] + [one for pair in below for one in pair])
    write("quality_simulation.csv", ["slope", "right"] + [f"{what}_{c}" for c in (1, 2, 3, 4) for what in ("wrongly_below", "at_or_above")], rows)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
