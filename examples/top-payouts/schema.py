"""The part of JSON Schema that the files in libs/contracts/schemas use; a keyword beyond it stops the start."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Callable, Mapping

#: Say something to people and nothing about what is valid.
REMARKS = frozenset({"$schema", "$id", "title", "description", "examples"})
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})")


class UnknownKeyword(Exception):
    """A schema says more than this reader understands: to go on would be to let pass what is not valid."""


@dataclass(frozen=True)
class FieldError:
    """One member at fault: its path from the top, a stable code, and words for people."""

    field: str
    code: str
    message: str


class Schemas:
    """Schemas by the name of their message, read from files when first needed, with those they refer to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Mapping[str, Any]] = {}

    def load(self, name: str) -> None:
        """Raises UnknownKeyword, or OSError if there is no such file."""
        if name in self._known:
            return
        schema = json.loads((self._folder / f"{name}.json").read_text("utf-8"))
        self._known[name] = schema
        self._understand(name, schema)

    def faults(self, name: str, value: Any, tolerant: bool = False) -> list[FieldError]:
        """What is wrong with a body; nothing, if it is a message of that name. `tolerant` of members it does not know."""
        return self._check(self._known[name], value, "", tolerant)

    def _understand(self, where: str, schema: Mapping[str, Any]) -> None:
        for keyword, meaning in schema.items():
            if keyword in REMARKS:
                continue
            if keyword not in KEYWORDS and keyword != "$ref":
                raise UnknownKeyword(f"{where}: {keyword}")
            if keyword == "type" and meaning not in TYPES:
                raise UnknownKeyword(f"{where}: type {meaning}")
            if keyword == "format" and meaning not in FORMATS:
                raise UnknownKeyword(f"{where}: format {meaning}")
            if keyword == "additionalProperties" and not isinstance(meaning, bool):
                raise UnknownKeyword(f"{where}: additionalProperties that is a schema")
            if keyword == "pattern":
                _regex(meaning)
        for member, inner in schema.get("properties", {}).items():
            self._understand(f"{where}.{member}", inner)
        if "items" in schema:
            self._understand(f"{where}[]", schema["items"])
        if "$ref" in schema:
            self.load(schema["$ref"].removesuffix(".json"))

    def _check(self, schema: Mapping[str, Any], value: Any, path: str, tolerant: bool) -> list[FieldError]:
        if "$ref" in schema:
            return self._check(self._known[schema["$ref"].removesuffix(".json")], value, path, tolerant)
        kind = schema.get("type", "")
        if kind and not TYPES[kind].test(value):
            return [FieldError(path, TYPES[kind].code, f"{path or 'the body'} must be {TYPES[kind].words}")]
        for keyword, bound in schema.items():
            check = FORMATS[bound] if keyword == "format" else CHECKS.get(keyword)
            if check and not check.test(value, bound):
                return [FieldError(path, check.code, f"{path} {check.words.format(bound)}")]
        if kind == "array":
            return [
                fault
                for place, item in enumerate(value)
                for fault in self._check(schema.get("items", {}), item, f"{path}.{place}", tolerant)
            ]
        return self._check_members(schema, value, path, tolerant) if kind == "object" else []

    def _check_members(
        self, schema: Mapping[str, Any], value: Mapping[str, Any], path: str, tolerant: bool
    ) -> list[FieldError]:
        known = schema.get("properties", {})
        faults: list[FieldError] = []
        if schema.get("additionalProperties") is False and not tolerant:
            for member in value.keys() - known.keys():
                place = _join(path, member)
                faults.append(FieldError(place, "unknown_field", f"{place} is not a member of this message"))
        required = schema.get("required", [])
        for member in required:
            if value.get(member) is None:
                place = _join(path, member)
                faults.append(FieldError(place, "missing", f"{place} is missing"))
        for member, inner in known.items():
            place = _join(path, member)
            if member in value and value[member] is None and member not in required:
                words = f"{place} must be left out instead of being null"
                faults.append(FieldError(place, "null_not_allowed", words))
            elif value.get(member) is not None:
                faults.extend(self._check(inner, value[member], place, tolerant))
        return faults


@dataclass(frozen=True)
class _Type:
    test: Callable[[Any], bool]
    code: str
    words: str


@dataclass(frozen=True)
class _Check:
    test: Callable[[Any, Any], bool]
    code: str
    words: str


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    """2.0 is a whole number in JSON; true is none, although Python counts with it."""
    return _is_number(value) and float(value).is_integer()


def _regex(pattern: str) -> re.Pattern[str]:
    """Python's `$` would let a line break pass behind the end, and its digits are those of every script."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), re.ASCII)


def _is_instant(text: str) -> bool:
    if not INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _join(path: str, member: str) -> str:
    return f"{path}.{member}" if path else member


TYPES = {
    "object": _Type(lambda value: isinstance(value, dict), "not_an_object", "an object"),
    "array": _Type(lambda value: isinstance(value, list), "not_a_list", "a list"),
    "string": _Type(lambda value: isinstance(value, str), "not_a_text", "a text"),
    "integer": _Type(_is_integer, "not_an_integer", "a whole number"),
    "boolean": _Type(lambda value: isinstance(value, bool), "not_a_boolean", "true or false"),
}

FORMATS = {
    "uuid": _Check(lambda text, _: UUID.fullmatch(text) is not None, "malformed", "must be a UUID in lower case"),
    "date-time": _Check(lambda text, _: _is_instant(text), "not_a_date", "must be an instant, in ISO 8601"),
    "date": _Check(lambda text, _: _is_date(text), "not_a_date", "must be a date, in ISO 8601"),
}

#: Each is asked only of a value of the type that stands beside it.
CHECKS = {
    "enum": _Check(lambda value, those: value in those, "not_offered", "must be one of {}"),
    "minimum": _Check(lambda value, least: value >= least, "too_small", "must be at least {}"),
    "maximum": _Check(lambda value, most: value <= most, "too_large", "must be at most {}"),
    "minLength": _Check(lambda value, least: len(value) >= least, "too_short", "must have at least {} characters"),
    "maxLength": _Check(lambda value, most: len(value) <= most, "too_long", "must have at most {} characters"),
    "pattern": _Check(lambda value, pattern: _regex(pattern).search(value) is not None, "malformed", "must match {}"),
    "maxItems": _Check(lambda value, most: len(value) <= most, "too_many", "must have at most {} entries"),
}

KEYWORDS = CHECKS.keys() | {"format", "type", "properties", "required", "items", "additionalProperties"}
