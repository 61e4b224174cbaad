"""The rules, in the order they report."""

from collections.abc import Callable

from kpidsl.check.rules.absence import absence
from kpidsl.check.rules.alias_drift import alias_drift
from kpidsl.check.rules.annual import annual
from kpidsl.check.rules.appeal_heard import appeal_heard
from kpidsl.check.rules.appeal_routes import appeal_routes
from kpidsl.check.rules.appeal_said import appeal_said
from kpidsl.check.rules.appeal_windows import appeal_windows
from kpidsl.check.rules.applies import applies
from kpidsl.check.rules.appraisers import appraisers
from kpidsl.check.rules.approvals import approvals
from kpidsl.check.rules.articles import articles
from kpidsl.check.rules.attachments import attachments
from kpidsl.check.rules.better_marks import better_marks
from kpidsl.check.rules.cliffs import cliffs
from kpidsl.check.rules.collectors import collectors
from kpidsl.check.rules.comparators import comparators
from kpidsl.check.rules.composite_links import composite_links
from kpidsl.check.rules.composite_order import composite_order
from kpidsl.check.rules.composite_shares import composite_shares
from kpidsl.check.rules.conflicts import conflicts
from kpidsl.check.rules.contents import contents
from kpidsl.check.rules.counts import counts
from kpidsl.check.rules.definitions import definitions
from kpidsl.check.rules.directions import directions
from kpidsl.check.rules.directions_said import directions_said
from kpidsl.check.rules.disclosures import disclosures
from kpidsl.check.rules.ensured import ensured
from kpidsl.check.rules.exclusions import exclusions
from kpidsl.check.rules.extras import extras
from kpidsl.check.rules.fed_alike import fed_alike
from kpidsl.check.rules.figure_names import figure_names
from kpidsl.check.rules.flat_marks import flat_marks
from kpidsl.check.rules.forced_fails import forced_fails
from kpidsl.check.rules.formed_periods import formed_periods
from kpidsl.check.rules.forms import forms
from kpidsl.check.rules.full_marks_reached import full_marks_reached
from kpidsl.check.rules.grade_demands import grade_demands
from kpidsl.check.rules.grades_reached import grades_reached
from kpidsl.check.rules.header import header
from kpidsl.check.rules.histories import histories
from kpidsl.check.rules.hundredfold import hundredfold
from kpidsl.check.rules.idle_parts import idle_parts
from kpidsl.check.rules.idle_weight import idle_weight
from kpidsl.check.rules.lists import lists
from kpidsl.check.rules.logs import logs
from kpidsl.check.rules.lookups import lookups
from kpidsl.check.rules.loose_ends import loose_ends
from kpidsl.check.rules.lost_weights import lost_weights
from kpidsl.check.rules.mean_rates import mean_rates
from kpidsl.check.rules.merging import merging
from kpidsl.check.rules.mixed_groups import mixed_groups
from kpidsl.check.rules.own_places import own_places
from kpidsl.check.rules.pay_links import pay_links
from kpidsl.check.rules.pay_order import pay_order
from kpidsl.check.rules.places import places
from kpidsl.check.rules.printed_totals import printed_totals
from kpidsl.check.rules.provisional import provisional
from kpidsl.check.rules.rank_bands import rank_bands
from kpidsl.check.rules.rank_groups import rank_groups
from kpidsl.check.rules.rounding import rounding
from kpidsl.check.rules.rounds import rounds
from kpidsl.check.rules.scale_labels import scale_labels
from kpidsl.check.rules.score_bands import score_bands
from kpidsl.check.rules.score_basis import score_basis
from kpidsl.check.rules.score_pay import score_pay
from kpidsl.check.rules.scored_elsewhere import scored_elsewhere
from kpidsl.check.rules.scoring_rules import scoring_rules
from kpidsl.check.rules.self_sourced import self_sourced
from kpidsl.check.rules.small_groups import small_groups
from kpidsl.check.rules.sources_said import sources_said
from kpidsl.check.rules.splits import splits
from kpidsl.check.rules.statements import statements
from kpidsl.check.rules.subject_coverage import subject_coverage
from kpidsl.check.rules.subject_periods import subject_periods
from kpidsl.check.rules.subjects import subjects
from kpidsl.check.rules.targets import targets
from kpidsl.check.rules.ties import ties
from kpidsl.check.rules.time_limits import time_limits
from kpidsl.check.rules.unused import unused
from kpidsl.check.rules.veto_carry import veto_carry
from kpidsl.check.rules.veto_grade import veto_grade
from kpidsl.check.rules.veto_masked import veto_masked
from kpidsl.check.rules.veto_order import veto_order
from kpidsl.check.rules.veto_period import veto_period
from kpidsl.check.rules.veto_reach import veto_reach
from kpidsl.check.rules.veto_said import veto_said
from kpidsl.check.rules.veto_trigger import veto_trigger
from kpidsl.check.rules.weight_columns import weight_columns
from kpidsl.check.rules.weight_rows import weight_rows
from kpidsl.check.rules.year_grades import year_grades
from kpidsl.check.rules.zero_targets import zero_targets
from kpidsl.check.rules.zeros_together import zeros_together
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
