"""The one bridge from a web request to plain objects."""

from dataclasses import dataclass

from flask import Flask, current_app

from recorder.clock import Clock
from recorder.config import Settings
from recorder.storage.database import Database


@dataclass(frozen=True, slots=True)
class Context:
    """What every request of one application stands on."""

    settings: Settings
    db: Database
    clock: Clock


def init_context(app: Flask, settings: Settings, db: Database, clock: Clock) -> None:
    """Give one application its settings, its database and its clock."""
    app.extensions["recorder"] = Context(settings, db, clock)


def _get_context() -> Context:
    context = current_app.extensions["recorder"]
    assert isinstance(context, Context)  # noqa: S101 - set by init_context only
    return context


def get_settings() -> Settings:
    """Answer the settings of the application that serves this request."""
    return _get_context().settings


def get_db() -> Database:
    """Answer the database of the application that serves this request."""
    return _get_context().db


def get_clock() -> Clock:
    """Answer the clock of the application that serves this request."""
    return _get_context().clock
