"""Maximum-entropy choices over named clues: one among fixed answers, or one among options. Deterministic."""
from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags


class Clues:
    """Numbers the clues that are seen often enough."""

    def __init__(self, sheets, least):
        counts = Counter()
        for sheet in sheets:
            counts.update(set(sheet))
        self.names = sorted(name for name, count in counts.items() if count >= least)
        self.number = {name: i for i, name in enumerate(self.names)}

    def matrix(self, sheets):
        rows, columns, values = [], [], []
        for row, sheet in enumerate(sheets):
            for name, count in Counter(sheet).items():
                column = self.number.get(name)
                if column is not None:
                    rows.append(row)
                    columns.append(column)
                    values.append(float(count))
        return csr_matrix((values, (rows, columns)), shape=(len(sheets), len(self.names)))


def binary(sheets, right, strength, least=3, steps=100, trusted=None, trust=1.0):
    """right: per sheet whether it is one. -> (clues, weights[clue])

    trusted: which clues (by their first part) may weigh more than the others before it counts against them.
    """
    clues = Clues(sheets, least)
    scale = np.array([trust if trusted and trusted(name.split("\t", 1)[0]) else 1.0 for name in clues.names])
    x = (clues.matrix(sheets) @ diags(scale)).tocsr()
    y = np.asarray(right, dtype=float)

    def loss(w):
        sums = x @ w
        value = np.logaddexp(0, sums).sum() - sums @ y
        return value + 0.5 * strength * (w @ w), x.T @ (1 / (1 + np.exp(-sums)) - y) + strength * w

    found = minimize(loss, np.zeros(len(clues.names)), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return clues, found.x * scale


def answers(sheets, accepted, count, strength, least=3, steps=70, weights=None):
    """accepted: per sheet the set of right answers. -> (clues, weights[clue, answer])"""
    clues = Clues(sheets, least)
    x = clues.matrix(sheets)
    right = np.zeros((len(sheets), count))
    for row, some in enumerate(accepted):
        right[row, list(some)] = 1
    importance = np.ones(len(sheets)) if weights is None else np.asarray(weights)

    def loss(flat):
        w = flat.reshape(len(clues.names), count)
        sums = x @ w
        sums -= sums.max(axis=1, keepdims=True)
        raised = np.exp(sums)
        shares = raised / raised.sum(axis=1, keepdims=True)
        hit = shares * right
        total = np.maximum(hit.sum(axis=1, keepdims=True), 1e-12)
        gradient = x.T @ ((shares - hit / total) * importance[:, None])
        value = -(np.log(total[:, 0]) * importance).sum() + 0.5 * strength * (flat @ flat)
        return value, gradient.ravel() + strength * flat

    found = minimize(loss, np.zeros(len(clues.names) * count), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return clues, found.x.reshape(len(clues.names), count)


def options(groups, strength, least=3, steps=70):
    """groups: lists of (sheet, right). -> (clues, weights[clue])"""
    sheets = [sheet for group in groups for sheet, _ in group]
    right = np.array([float(ok) for group in groups for _, ok in group])
    starts = np.cumsum([0] + [len(group) for group in groups[:-1]])
    lengths = np.array([len(group) for group in groups])
    clues = Clues(sheets, least)
    x = clues.matrix(sheets)

    def loss(w):
        sums = x @ w
        sums = sums - np.repeat(np.maximum.reduceat(sums, starts), lengths)
        raised = np.exp(sums)
        shares = raised / np.repeat(np.add.reduceat(raised, starts), lengths)
        hit = shares * right
        total = np.maximum(np.add.reduceat(hit, starts), 1e-12)
        gradient = x.T @ (shares - hit / np.repeat(total, lengths))
        return -np.log(total).sum() + 0.5 * strength * (w @ w), gradient + strength * w

    found = minimize(loss, np.zeros(len(clues.names)), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return clues, found.x


def block(name, answer_names, clues, weights, least=0.03):
    """One block of the weights file; weights too small to matter are left out."""
    lines = ["choice %s %s" % (name, " ".join(answer_names))]
    weights = weights.reshape(len(clues.names), -1)
    for row, clue in enumerate(clues.names):
        kept = ["%d:%.2f" % (i, w) for i, w in enumerate(weights[row]) if abs(w) >= least]
        if kept:
            lines.append("%s\t=\t%s" % (clue, " ".join(kept)))
    return "\n".join(lines)
