"""Direct maximisation of the likelihoods of several dimensions at once (methods.md, section 12), for tests/measurement:

several_dimensions.py FOLDER [NAME...]

No EM and no code of the engine: the marginal log-likelihood as a sum over all nodes of the grid, its gradient by complex steps (exact to
rounding), its maximum by BFGS and then Newton, errors from the Hessian. Written with Python 3.11.7, numpy 2.4.6, scipy 1.17.1, seed 20. Writes
FOLDER/NAME_data.csv (the answers, empty where missing, then the weight), NAME_items.csv (slope and intercepts), NAME_item_errors.csv,
NAME_rest.csv (log-likelihood; correlations or loadings; their errors) and NAME_people.csv (mean and sd of each dimension for each person).
"""

import itertools
import sys

import numpy as np
from scipy.optimize import minimize


def probabilities(slope, intercepts, points):
    """[category][node] of the graded response model, without taking cumulated probabilities near 1 from each other."""
    at = slope * points[None, :] + np.asarray(intercepts)[:, None]
    above = 1 / (1 + np.exp(-at))
    below = 1 / (1 + np.exp(at))
    rows = [below[0]]
    rows += [np.where(at[k].real > 0, below[k + 1] - below[k], above[k] - above[k + 1]) for k in range(len(intercepts) - 1)]
    return np.array(rows + [above[-1]])


class Case:
    """Items dimension by dimension; parameters: slopes and intercepts (one slope for two items), then those of the distribution."""

    def __init__(self, data, weights, dimension_of, categories, nodes, limit):
        self.data, self.weights, self.dimension_of, self.categories = data, weights, np.array(dimension_of), categories
        self.dimensions = max(dimension_of) + 1
        self.points = np.linspace(-limit, limit, nodes)

    def items(self, x):
        out, at = [], 0
        for d in range(self.dimensions):
            members = np.flatnonzero(self.dimension_of == d)
            common = None
            if len(members) == 2:
                common, at = x[at], at + 1
            for j in members:
                slope = common
                if common is None:
                    slope, at = x[at], at + 1
                k = self.categories[j] - 1
                out.append((slope, x[at:at + k]))
                at += k
        return out, x[at:]

    def likelihoods(self, x):
        """[dimension][person][node], and the rest of the parameters."""
        items, rest = self.items(x)
        out = np.ones((self.dimensions, len(self.data), len(self.points)), dtype=x.dtype)
        for j, (slope, intercepts) in enumerate(items):
            table = np.vstack([probabilities(slope, intercepts, self.points), np.ones(len(self.points))])
            out[self.dimension_of[j]] *= table[self.data[:, j]]  # -1, missing: the last row
        return out, rest

    def start(self):
        x = []
        for d in range(self.dimensions):
            members = np.flatnonzero(self.dimension_of == d)
            for i, j in enumerate(members):
                if len(members) != 2 or i == 0:
                    x.append(1.0)
                answered = self.data[self.data[:, j] >= 0, j]
                above = [np.mean(answered >= k) for k in range(1, self.categories[j])]
                x += [1.2 * np.log(p / (1 - p)) for p in above]
        return np.array(x + self.start_of_distribution())

    def value(self, x):
        sums = self.sums(x)
        if not np.all(sums.real > 0):
            return -1e10  # intercepts that rise
        return np.sum(self.weights * np.log(sums))

    def gradient(self, x):
        out = np.empty(len(x))
        for i in range(len(x)):
            z = x.astype(complex)
            z[i] += 1e-30j
            out[i] = self.value(z).imag / 1e-30
        return out

    def maximise(self):
        # Correlations and loadings as tanh of what is searched, so that none leaves (-1, 1); for Newton as they are.
        start = self.start()
        inside = len(start) - len(self.start_of_distribution())

        def tanh_at_end(z):
            return np.concatenate([z[:inside], np.tanh(z[inside:])])

        def slopes(z):
            by = np.concatenate([np.ones(inside), 1 - np.tanh(z[inside:])**2])
            return -self.gradient(tanh_at_end(z)) * by

        start[inside:] = np.arctanh(start[inside:])
        options = {"gtol": 1e-4, "maxiter": 500}
        found = minimize(lambda z: -self.value(tanh_at_end(z)), start, jac=slopes, method="BFGS", options=options)
        x = tanh_at_end(found.x)
        for _ in range(2):
            hessian = self.hessian(x)
            x = x - np.linalg.solve(hessian, self.gradient(x))
        print("largest gradient", np.abs(self.gradient(x)).max(), "parameters", len(x))
        return x, self.hessian(x)

    def hessian(self, x):
        out = np.empty((len(x), len(x)))
        for i in range(len(x)):
            step = np.zeros(len(x))
            step[i] = 1e-5
            out[i] = (self.gradient(x + step) - self.gradient(x - step)) / 2e-5
        return (out + out.T) / 2


class Correlated(Case):
    def start_of_distribution(self):
        return [0.2] * (self.dimensions * (self.dimensions - 1) // 2)

    def weights_of_grid(self, rest):
        r = np.eye(self.dimensions, dtype=rest.dtype)
        for value, (a, b) in zip(rest, itertools.combinations(range(self.dimensions), 2)):
            r[a, b] = r[b, a] = value
        grid = np.array(list(itertools.product(self.points, repeat=self.dimensions)))
        w = np.exp(-np.einsum("ni,ij,nj->n", grid, np.linalg.inv(r), grid) / 2)
        return (w / w.sum()).reshape([len(self.points)] * self.dimensions)

    def joint(self, x):
        """[person][node of each dimension]: weight x likelihood."""
        of, rest = self.likelihoods(x)
        letters = "abc"[:self.dimensions]
        return np.einsum(letters + "," + ",".join("n" + one for one in letters) + "->n" + letters, self.weights_of_grid(rest), *of)

    def sums(self, x):
        return self.joint(x).reshape(len(self.data), -1).sum(axis=1)

    def people(self, x):
        joint = self.joint(x)
        joint /= joint.reshape(len(self.data), -1).sum(axis=1).reshape([-1] + [1] * self.dimensions)
        margins = [joint.sum(axis=tuple(1 + e for e in range(self.dimensions) if e != d)) for d in range(self.dimensions)]
        return [(m @ self.points, np.sqrt(m @ self.points**2 - (m @ self.points)**2)) for m in margins]


class SecondOrder(Case):
    def free(self):
        return 1 if self.dimensions == 2 else self.dimensions

    def start_of_distribution(self):
        return [0.6] * self.free()

    def parts(self, x):
        """Weights of the general factor; of each competency its nodes given the general factor's; likelihoods."""
        of, rest = self.likelihoods(x)
        general = np.exp(-self.points**2 / 2)
        given = []
        for c in range(self.dimensions):
            loading = rest[0 if self.free() == 1 else c]
            p = np.exp(-(self.points[None, :] - loading * self.points[:, None])**2 / (2 * (1 - loading**2)))
            given.append(p / p.sum(axis=1, keepdims=True))
        return general / general.sum(), given, of

    def sums(self, x):
        general, given, of = self.parts(x)
        product = np.tile(general, (len(self.data), 1)).astype(x.dtype)
        for p, one in zip(given, of):
            product = product * (one @ p.T)
        return product.sum(axis=1)

    def people(self, x):
        general, given, of = self.parts(x)
        margins = []
        for c in range(self.dimensions + 1):
            product = np.tile(general, (len(self.data), 1))
            for e, (p, one) in enumerate(zip(given, of)):
                if e != c:
                    product = product * (one @ p.T)
            margin = product if c == self.dimensions else (product @ given[c]) * of[c]
            margins.append(margin / margin.sum(axis=1, keepdims=True))
        return [(m @ self.points, np.sqrt(m @ self.points**2 - (m @ self.points)**2)) for m in margins]


def simulated(random, theta, dimension_of, categories, missing):
    columns = []
    for j, d in enumerate(dimension_of):
        slope = np.exp(random.normal(np.log(1.5), 0.3))
        intercepts = np.sort(random.normal(0, 1, categories[j] - 1))[::-1] + np.linspace(0.4, -0.4, categories[j] - 1)
        above = 1 / (1 + np.exp(-(slope * theta[:, d][:, None] + intercepts)))
        columns.append((random.random(len(theta))[:, None] < above).sum(axis=1))
    data = np.array(columns).T
    data[random.random(data.shape) < missing] = -1
    return data


def write(folder, name, case, names):
    if names and name not in names:
        return
    x, hessian = case.maximise()
    covariance = np.linalg.inv(-hessian)
    errors = np.sqrt(np.diag(covariance))
    print(name, case.value(x), x[-6:])
    with open(f"{folder}/{name}_data.csv", "w") as out:
        out.write(",".join(f"i{j + 1}" for j in range(case.data.shape[1])) + ",weight\n")
        for row, weight in zip(case.data, case.weights):
            out.write(",".join("" if one < 0 else str(one) for one in row) + f",{weight:g}\n")
    for ending, numbers in (("items", x), ("item_errors", errors)):
        with open(f"{folder}/{name}_{ending}.csv", "w") as out:
            out.write("item,a,d1,d2,d3\n")
            for j, (slope, intercepts) in enumerate(case.items(numbers)[0]):
                out.write(f"i{j + 1},{slope:.12g}," + ",".join(f"{one:.12g}" for one in intercepts) + "\n")
    with open(f"{folder}/{name}_rest.csv", "w") as out:
        out.write("log_likelihood,correlations or loadings\n")
        out.write(",".join(f"{one:.14g}" for one in [case.value(x), *case.items(x)[1]]) + "\n")
        out.write(",".join(f"{one:.12g}" for one in [0, *case.items(errors)[1]]) + "\n")
    with open(f"{folder}/{name}_people.csv", "w") as out:
        people = case.people(x)
        out.write(",".join(f"mean{d + 1},sd{d + 1}" for d in range(len(people))) + "\n")
        for p in range(len(case.data)):
            out.write(",".join(f"{m[p]:.10g},{s[p]:.10g}" for m, s in people) + "\n")


def main(folder, *names):
    random = np.random.default_rng(20)
    r = np.array([[1, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 1]])
    dimension_of, categories = [0] * 4 + [1] * 3 + [2] * 2, [3, 3, 2, 4, 3, 3, 3, 4, 3]
    data = simulated(random, random.multivariate_normal(np.zeros(3), r, 400), dimension_of, categories, 0.1)
    write(folder, "three_dimensions", Correlated(data, 1.0 + np.arange(400) % 2, dimension_of, categories, 13, 4), names)

    general = random.normal(size=400)
    loadings = np.array([0.8, 0.7, 0.5, 0.75])
    theta = general[:, None] * loadings + random.normal(size=(400, 4)) * np.sqrt(1 - loadings**2)
    dimension_of, categories = [0] * 3 + [1] * 4 + [2] * 2 + [3] * 3, [3, 3, 4, 2, 3, 3, 3, 4, 3, 3, 3, 3]
    data = simulated(random, theta, dimension_of, categories, 0.1)
    write(folder, "four_competencies", SecondOrder(data, 1.0 + np.arange(400) % 2, dimension_of, categories, 31, 5), names)
    keep = np.array(dimension_of) < 2
    write(folder, "two_competencies", SecondOrder(data[:, keep], np.ones(400), [0] * 3 + [1] * 4, categories[:7], 31, 5), names)


if __name__ == "__main__":
    main(*sys.argv[1:])
