"""A behaviour and a model of callers as integer tables, so that no two machines draw differently."""
