"""A run of pytest inside this one forgets what it imported first, and two copies of a class are not the same class.

The parser of YAML is in C, and keeps the classes of events that it found when it was loaded.
"""

from __future__ import annotations

from simulator.loading.yaml.composing import compose

compose("read: something")
