"""Settings of the whole test suite: how many examples Hypothesis tries (HYPOTHESIS_PROFILE chooses the profile)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "ci", max_examples=500, derandomize=True, deadline=None, suppress_health_check=_SLOW_IS_FINE, database=None
)
settings.register_profile("fast", settings.get_profile("ci"), max_examples=50)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, suppress_health_check=_SLOW_IS_FINE, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
