"""Holds an answer against its OpenAPI description; knows as much of JSON Schema as ours uses, and refuses the rest."""

from typing import Any

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
SAID = {"title", "description", "examples", "default"}
KNOWN = SAID | {"$ref", "type", "anyOf", "enum", "const", "properties", "required", "items", "prefixItems"}
KNOWN |= {"minItems", "maxItems", "additionalProperties"}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """Sentences on all that is not as described; a field that is not described is a fault too."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return faults(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole, at)
    if "anyOf" in schema:
        found = [faults(value, one, whole, at) for one in schema["anyOf"]]
        return [] if [] in found else [f"{at}: none of {len(found)} fits: {found}"]
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else [value])
    kind = KINDS[schema["type"]]
    if value not in allowed or not isinstance(value, kind) or (isinstance(value, bool) and schema["type"] != "boolean"):
        return [f"{at}: {value!r} is not {schema['type']} of {allowed}"]
    if schema["type"] == "object" and "properties" in schema:
        return _object_faults(value, schema, whole, at)
    if schema["type"] == "array":
        kinds = schema.get("prefixItems") or [schema["items"]] * len(value)
        return [
            fault
            for place, (one, its) in enumerate(zip(value, kinds, strict=True))
            for fault in faults(one, its, whole, f"{at}[{place}]")
        ]
    return []


def _object_faults(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], at: str) -> list[str]:
    described = schema["properties"]
    found = [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
    found += [f"{at}: {name} is not described" for name in value if name not in described]
    for name, one in value.items():
        found += faults(one, described[name], whole, f"{at}.{name}") if name in described else []
    return found
