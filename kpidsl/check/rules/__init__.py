"""The rules, in the order they report."""

from collections.abc import Callable

from kpidsl.check.rules.composites.collectors import collectors
from kpidsl.check.rules.composites.composite_links import composite_links
from kpidsl.check.rules.composites.composite_order import composite_order
from kpidsl.check.rules.composites.composite_shares import composite_shares
from kpidsl.check.rules.grades.annual import annual
from kpidsl.check.rules.grades.exclusions import exclusions
from kpidsl.check.rules.grades.forced_fails import forced_fails
from kpidsl.check.rules.grades.grade_demands import grade_demands
from kpidsl.check.rules.grades.grades_reached import grades_reached
from kpidsl.check.rules.grades.mixed_groups import mixed_groups
from kpidsl.check.rules.grades.own_places import own_places
from kpidsl.check.rules.grades.places import places
from kpidsl.check.rules.grades.rank_bands import rank_bands
from kpidsl.check.rules.grades.rank_groups import rank_groups
from kpidsl.check.rules.grades.scale_labels import scale_labels
from kpidsl.check.rules.grades.score_bands import score_bands
from kpidsl.check.rules.grades.score_basis import score_basis
from kpidsl.check.rules.grades.small_groups import small_groups
from kpidsl.check.rules.grades.ties import ties
from kpidsl.check.rules.grades.year_grades import year_grades
from kpidsl.check.rules.incentives.better_marks import better_marks
from kpidsl.check.rules.incentives.cliffs import cliffs
from kpidsl.check.rules.incentives.fed_alike import fed_alike
from kpidsl.check.rules.incentives.flat_marks import flat_marks
from kpidsl.check.rules.incentives.full_marks_reached import full_marks_reached
from kpidsl.check.rules.incentives.idle_weight import idle_weight
from kpidsl.check.rules.incentives.zeros_together import zeros_together
from kpidsl.check.rules.indicators.comparators import comparators
from kpidsl.check.rules.indicators.definitions import definitions
from kpidsl.check.rules.indicators.directions import directions
from kpidsl.check.rules.indicators.directions_said import directions_said
from kpidsl.check.rules.indicators.figure_names import figure_names
from kpidsl.check.rules.indicators.formed_periods import formed_periods
from kpidsl.check.rules.indicators.hundredfold import hundredfold
from kpidsl.check.rules.indicators.lists import lists
from kpidsl.check.rules.indicators.mean_rates import mean_rates
from kpidsl.check.rules.indicators.self_sourced import self_sourced
from kpidsl.check.rules.indicators.sources_said import sources_said
from kpidsl.check.rules.pay.histories import histories
from kpidsl.check.rules.pay.pay_links import pay_links
from kpidsl.check.rules.pay.pay_order import pay_order
from kpidsl.check.rules.pay.score_pay import score_pay
from kpidsl.check.rules.people.appraisers import appraisers
from kpidsl.check.rules.people.conflicts import conflicts
from kpidsl.check.rules.people.subject_coverage import subject_coverage
from kpidsl.check.rules.people.subject_periods import subject_periods
from kpidsl.check.rules.people.subjects import subjects
from kpidsl.check.rules.procedure.appeal_heard import appeal_heard
from kpidsl.check.rules.procedure.appeal_routes import appeal_routes
from kpidsl.check.rules.procedure.appeal_said import appeal_said
from kpidsl.check.rules.procedure.appeal_windows import appeal_windows
from kpidsl.check.rules.procedure.approvals import approvals
from kpidsl.check.rules.procedure.contents import contents
from kpidsl.check.rules.procedure.disclosures import disclosures
from kpidsl.check.rules.procedure.forms import forms
from kpidsl.check.rules.procedure.rounds import rounds
from kpidsl.check.rules.procedure.time_limits import time_limits
from kpidsl.check.rules.prose.alias_drift import alias_drift
from kpidsl.check.rules.prose.articles import articles
from kpidsl.check.rules.prose.attachments import attachments
from kpidsl.check.rules.prose.counts import counts
from kpidsl.check.rules.prose.header import header
from kpidsl.check.rules.prose.loose_ends import loose_ends
from kpidsl.check.rules.prose.provisional import provisional
from kpidsl.check.rules.prose.statements import statements
from kpidsl.check.rules.scoring.absence import absence
from kpidsl.check.rules.scoring.extras import extras
from kpidsl.check.rules.scoring.lookups import lookups
from kpidsl.check.rules.scoring.merging import merging
from kpidsl.check.rules.scoring.rounding import rounding
from kpidsl.check.rules.scoring.scored_elsewhere import scored_elsewhere
from kpidsl.check.rules.scoring.scoring_rules import scoring_rules
from kpidsl.check.rules.scoring.targets import targets
from kpidsl.check.rules.use.logs import logs
from kpidsl.check.rules.use.unused import unused
from kpidsl.check.rules.vetoes.veto_carry import veto_carry
from kpidsl.check.rules.vetoes.veto_grade import veto_grade
from kpidsl.check.rules.vetoes.veto_masked import veto_masked
from kpidsl.check.rules.vetoes.veto_order import veto_order
from kpidsl.check.rules.vetoes.veto_period import veto_period
from kpidsl.check.rules.vetoes.veto_reach import veto_reach
from kpidsl.check.rules.vetoes.veto_said import veto_said
from kpidsl.check.rules.vetoes.veto_trigger import veto_trigger
from kpidsl.check.rules.vetoes.zero_targets import zero_targets
from kpidsl.check.rules.weights.applies import applies
from kpidsl.check.rules.weights.ensured import ensured
from kpidsl.check.rules.weights.idle_parts import idle_parts
from kpidsl.check.rules.weights.lost_weights import lost_weights
from kpidsl.check.rules.weights.printed_totals import printed_totals
from kpidsl.check.rules.weights.splits import splits
from kpidsl.check.rules.weights.weight_columns import weight_columns
from kpidsl.check.rules.weights.weight_rows import weight_rows
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy

Rule = Callable[[Policy, Core, Problems], None]

RULES: tuple[Rule, ...] = (
    header,
    rounding,
    lists,
    definitions,
    formed_periods,
    mean_rates,
    self_sourced,
    sources_said,
    comparators,
    hundredfold,
    directions_said,
    figure_names,
    alias_drift,
    weight_rows,
    weight_columns,
    splits,
    lost_weights,
    printed_totals,  # after the sums: a wrong sum is said once
    provisional,
    applies,
    idle_parts,
    appraisers,
    scoring_rules,
    absence,
    merging,
    targets,
    scored_elsewhere,
    directions,
    better_marks,
    cliffs,
    flat_marks,
    idle_weight,  # after the targets: one that is always met is said there
    full_marks_reached,
    fed_alike,
    zeros_together,
    extras,
    lookups,
    composite_links,
    composite_order,  # after the links: a class without the link is no circle
    composite_shares,
    ensured,
    rank_bands,
    score_bands,
    scale_labels,
    score_basis,
    grade_demands,
    grades_reached,  # after the demands: one that is no condition of a unit is said there
    places,
    own_places,
    ties,
    small_groups,
    pay_order,
    score_pay,  # after the grades: what is wrong with them is said there
    rank_groups,
    mixed_groups,
    forced_fails,
    exclusions,
    veto_said,
    veto_period,
    veto_order,
    veto_reach,
    veto_trigger,
    veto_masked,
    veto_carry,
    zero_targets,
    articles,
    attachments,
    loose_ends,
    approvals,
    time_limits,
    rounds,
    appeal_routes,
    appeal_windows,
    appeal_said,
    appeal_heard,
    disclosures,
    contents,
    forms,
    counts,
    statements,
    subjects,
    subject_periods,
    subject_coverage,
    conflicts,
    collectors,
    pay_links,
    histories,
    year_grades,
    annual,  # the last four speak only where there is no error
    logs,
    veto_grade,
    unused,
)
