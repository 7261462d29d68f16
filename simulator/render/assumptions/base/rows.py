"""Every assumption as one row: what each format of `callflow assumptions` lists."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from attrs import frozen

from simulator.loading.files.settings_file import kind_of
from simulator.model.assumptions import PRESETS, SETTINGS


@frozen
class SettingRow:
    """One setting by its name in the account file; `preset` is its value in `schema`, None where it is the same."""

    name: str
    default: Any
    preset: Any
    choices: tuple[str, ...]
    meaning: str


def rows() -> tuple[SettingRow, ...]:
    """Every setting, in the order in which they are declared."""
    return tuple(row_of(name) for name in SETTINGS)


def shown(value: Any) -> str:
    """A value as the account file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "{}" if value == {} else str(value)


def row_of(name: str) -> SettingRow:
    """One setting."""
    field = SETTINGS[name]
    default, preset = getattr(PRESETS["guide"], field.name), getattr(PRESETS["schema"], field.name)
    return SettingRow(name, default, None if preset == default else preset, _choices(name), field.metadata["doc"])


def _choices(name: str) -> tuple[str, ...]:
    kind = kind_of(name)
    if kind is bool:
        return ("true", "false")
    if kind is int:
        return ("a whole number",)
    return ("language: number",) if get_origin(kind) is dict else get_args(kind)
