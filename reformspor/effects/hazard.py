"""How the pace at which things end differs with what is known of them: Cox's proportional hazards.

Sources: Cox (1972); ties by Efron (1977). What it cannot show: why the pace differs, and whether it differs by the same
factor all the time, which the model supposes.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from reformspor.effects.cells import in_order, is_missing, read_numbers
from reformspor.effects.followed import Flags, Followed
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.student import beyond, width
from reformspor.effects.survival import Numbers, beyond_chi2

METHOD = "hazard"
TERM = re.compile(r"(log|factor)\(([^=]+)(?:=(.+))?\)\Z")
# The logarithm of a ratio beyond this is a pace that cannot be told from none, or from at once.
FARTHEST = 12.0
LEAST_A_TERM = 5


def column_of(term: str) -> str:
    """The column a covariate is of: `log(bili)`, `factor(grade)` and `factor(grade=2)` are of bili and grade."""
    found = TERM.match(term)
    return found[2] if found else term


def hazards(followed: Followed, terms: Sequence[str], sure: float = 0.95) -> Result:
    """Cox's regression of all ends on the terms, within strata when there are any.

    A term is a column of numbers, `log(column)`, `factor(column)`, or a column of texts, which is one term for each
    text but the first; with `factor(column=text)` each but that text. Estimates `coefficient` and `hazard_ratio` at
    each term; facts n, events, log_likelihood, likelihood_ratio with df and p. Rows that lack any of it are left out,
    and told.
    """
    for term in terms:
        found, texts = TERM.match(term), followed.covariates[column_of(term)]
        if found and found[3] and found[3] not in texts:
            places = {
                "value": found[3],
                "codes": ", ".join(sorted({text for text in texts if text}, key=in_order)[:20]),
            }
            return Result(METHOD, refused=(Refusal("code_unknown", places),))
    names, matrix = _terms(followed, terms)
    kept = ~np.isnan(matrix).any(axis=1) & ((followed.entry <= 0) | (followed.entry < followed.time))
    if followed.stratum is not None:
        kept &= np.asarray([bool(name) for name in followed.stratum])
    matrix, status = matrix[kept], (followed.cause[kept] > 0).astype("int64")
    events = int(status.sum())
    if why := _lacking(names, matrix, events):
        return Result(METHOD, refused=(why,))
    fit = _fitted(followed, kept, matrix, status)
    if fit is None:
        return Result(METHOD, refused=(Refusal("not_converged"),))
    left = int((~kept).sum())
    notices: tuple[Refusal, ...] = (Refusal("covariates_missing", {"n": left}),) if left else ()
    if events < LEAST_A_TERM * len(names):
        notices += (Refusal("few_ends_a_term", {"events": events, "terms": len(names)}),)
    return Result(METHOD, _estimates(names, fit, sure), _facts(fit, len(status), events, len(names)), notices=notices)


def _terms(followed: Followed, terms: Sequence[str]) -> tuple[list[str], Numbers]:
    """The names of the terms and their values, rows by terms, NaN where unknown."""
    names: list[str] = []
    columns: list[Numbers] = []
    for term in terms:
        found = TERM.match(term)
        texts = followed.covariates[column_of(term)]
        read = read_numbers(texts)
        if read.wrong or read.unclear or (found and found[1] == "factor"):
            levels = sorted({text for text in texts if text}, key=in_order)
            against = found[3] if found and found[3] else next(iter(levels), "")
            for level in (one for one in levels if one != against):
                names.append(f"{column_of(term)}={level}")
                columns.append(np.asarray([math.nan if is_missing(text) else float(text == level) for text in texts]))
        else:
            names.append(term)
            with np.errstate(all="ignore"):
                values = np.log(read.values) if found else read.values
            columns.append(np.where(np.isfinite(values), values, np.nan))
    return names, np.column_stack(columns) if columns else np.empty((followed.n, 0))


def _lacking(names: list[str], matrix: Numbers, events: int) -> Refusal | None:
    if not events:
        return Refusal("no_ends", {"n": len(matrix)})
    if not names or events <= len(names):
        return Refusal("ends_below_terms", {"events": events, "terms": len(names)})
    constant = [name for name, column in zip(names, matrix.T, strict=True) if np.ptp(column) == 0]
    if constant:
        return Refusal("covariate_constant", {"column": constant[0]})
    scaled = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)
    return Refusal("covariates_alike") if np.linalg.matrix_rank(scaled) < len(names) else None


def _fitted(followed: Followed, kept: Flags, matrix: Numbers, status: Any) -> Any | None:
    """The fit of statsmodels, its coefficients per unit of each term; None when it has none that is finite."""
    from statsmodels.duration.hazard_regression import PHReg

    scale = matrix.std(axis=0)
    entry = followed.entry[kept]
    strata = None if followed.stratum is None else np.asarray(followed.stratum)[kept]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = PHReg(
            followed.time[kept],
            (matrix - matrix.mean(axis=0)) / scale,
            status=status,
            entry=entry if (entry > 0).any() else None,
            strata=strata,
            ties="efron",
        )
        try:
            fit = model.fit(disp=0)
            beta, covariance = np.asarray(fit.params), np.asarray(fit.cov_params())
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return None
        slope = np.abs(np.asarray(model.score(beta))).max()
        likelihood = float(model.loglike(beta)), float(model.loglike(np.zeros(beta.size)))
    fine = np.isfinite(beta).all() and np.isfinite(covariance).all() and (np.diag(covariance) > 0).all()
    if not fine or np.abs(beta).max() > FARTHEST or slope > 1e-3 * max(1.0, status.sum() ** 0.5):
        return None
    return beta / scale, covariance / np.outer(scale, scale), likelihood


def _estimates(names: list[str], fit: Any, sure: float) -> tuple[Estimate, ...]:
    beta, covariance, _ = fit
    z = width(sure, None)
    found = []
    for name, value, error in zip(names, beta.tolist(), np.sqrt(np.diag(covariance)).tolist(), strict=True):
        p = beyond(value / error, None)
        low, high = value - z * error, value + z * error
        found.append(Estimate("coefficient", value, error, low, high, p, at=name, sure=sure))
        ratio = [math.exp(one) for one in (value, low, high)]
        found.append(Estimate("hazard_ratio", ratio[0], None, ratio[1], ratio[2], p, at=name, sure=sure))
    return tuple(found)


def _facts(fit: Any, n: int, events: int, terms: int) -> dict[str, Fact]:
    found, without = fit[2]
    ratio = 2 * (found - without)
    return {
        "n": n,
        "events": events,
        "log_likelihood": found,
        "likelihood_ratio": ratio,
        "df": terms,
        "likelihood_ratio_p": beyond_chi2(ratio, terms),
    }
