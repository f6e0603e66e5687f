"""The names of things: one type each, so that a session is never passed for a study."""

from typing import NewType

StudyId = NewType("StudyId", str)
"""A study's id as its file has it: `[a-z0-9-]+`."""

StudyHash = NewType("StudyHash", str)
"""SHA-256 of a study file's bytes in hex (64 characters): names one version of a study."""

TaskId = NewType("TaskId", str)
QuestionId = NewType("QuestionId", str)
VariantId = NewType("VariantId", str)

SessionId = NewType("SessionId", str)
"""Drawn by the server: 16 characters of base64url."""

ParticipantId = NewType("ParticipantId", str)
"""A pseudonym such as `p07`, counted in a study."""

EpochId = NewType("EpochId", str)
"""One page load, drawn by the snippet: 16 characters of base64url (96 random bits)."""

SERVER_EPOCH = EpochId("server----------")
"""The epoch of what the server itself writes into a session's log (consent)."""
