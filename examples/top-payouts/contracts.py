"""What the files of the contracts say: subjects, schemas and the words of a refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping

from schema import FieldError, Schemas


class Refusal(Exception):
    """A request that is not carried out, as its caller gets it. Nothing was done, but with `outcome_unknown`."""

    def __init__(self, code: str, row: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.body: dict[str, Any] = {"code": code, **row, **facts}


class Contracts:
    """Reads subjects.json, errors.json and the schemas of the messages named; raises if one of them is not there."""

    def __init__(self, folder: Path) -> None:
        self.schemas = Schemas(folder / "schemas")
        self._errors: Mapping[str, Mapping[str, Any]] = _read(folder / "errors.json")
        subjects = _read(folder / "subjects.json")
        self._asks: Mapping[str, Mapping[str, Any]] = subjects["asks"]
        self._facts: Mapping[str, Mapping[str, Any]] = subjects["facts"]

    def ask(self, subject: str) -> tuple[str, str]:
        """The names of the request and of the reply of an ask, their schemas loaded. Raises for one that this service
        must not answer, because it checks no proofs of who acts."""
        entry = self._asks[subject]
        if entry["actor"] != "service":
            raise ValueError(f"{subject} needs a proven actor: {entry['actor']}")
        for name in (entry["request"], entry["reply"]):
            self.schemas.load(name)
        return entry["request"], entry["reply"]

    def fact(self, subject: str) -> str:
        """The name of the message that a fact is, its schema loaded."""
        name: str = self._facts[subject]["payload"]
        self.schemas.load(name)
        return name

    def refusal(self, code: str, **facts: Any) -> Refusal:
        """Kind, words and whether it may pass later come with the code; `facts` are of this one occurrence."""
        return Refusal(code, self._errors[code], facts)

    def invalid(self, faults: list[FieldError]) -> Refusal:
        """The request does not have the declared form: every member at fault, the first one by itself, too."""
        errors = [{"field": one.field, "code": one.code, "message": one.message} for one in faults]
        return self.refusal("invalid_request", field=faults[0].field, errors=errors)


def read_json(data: bytes) -> Any:
    """Raises ValueError for what is no JSON in UTF-8; Python alone would take NaN, too."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no JSON")

    return json.loads(data.decode("utf-8"), parse_constant=refuse)


def write_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))
