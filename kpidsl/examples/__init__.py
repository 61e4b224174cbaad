"""The examples (示例) of a policy, computed.

Takes a compiled policy; gives, for every example, what it expects and what comes out (`run_examples`), and that as findings
(`verify`). `coverage` tells which rules the examples reach. Never changes a policy.
"""

from kpidsl.examples.outcomes import Outcome, Result, Why, findings, run_examples, trace_of, verify

__all__ = ["Outcome", "Result", "Why", "findings", "run_examples", "trace_of", "verify"]
