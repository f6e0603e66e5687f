"""How properties of the measures are tried out."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of a formula; a limit on the time of an example would make it one.
settings.register_profile("measures", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("measures")
