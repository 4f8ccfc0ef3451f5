"""Compares results.json of a folder of results with its CSV files, cell by cell, and with its published schema. complaints(FOLDER, schema) lists all."""
import csv
import json
from decimal import Decimal
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SCHEMA = TOP / "engine" / "capgap" / "formats" / "schemas" / "results.schema.json"
TYPES = {
    **dict.fromkeys(["institution", "dimension", "category", "profile", "competency", "attitude", "item", "option", "element", "remedy", "subject", "status", "statistic", "word"], str),
    **dict.fromkeys(["people", "count", "level"], int),
    **dict.fromkeys(["share_0_1", "score_0_100", "people_estimated", "levels", "number"], (int, Decimal)),
}


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    assert len(set(keys)) == len(keys), f"a key twice: {keys}"
    return dict(pairs)


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal, object_pairs_hook=no_duplicates)


def as_csv(cell):
    if cell is None:
        return ""
    if isinstance(cell, dict):
        (key, value), = cell.items()
        return {"less_than": "<", "more_than": ">"}[key] + format(Decimal(value), "f")
    return cell if isinstance(cell, str) else format(Decimal(cell), "f")


def rows(table):
    """Each row as the CSV file has it, a cell per column."""
    if "rows" in table:
        yield from table["rows"]
        return
    names = [column["name"] for column in table["columns"]]
    for group in table["groups"]:
        head = [group[name] for name in names[: table["group_keys"]]]
        columns = [group.get(name, [None] * len(table["lines"])) for name in names[table["keys"] :]]
        for line, status, *cells in zip(table["lines"], group["status"], *columns, strict=True):
            if status is not None:
                yield head + line + cells


def table_complaints(name, table, path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *expected = list(csv.reader(file, strict=True))
    found = list(rows(table))
    names = [column["name"] for column in table["columns"]]
    if names != header:
        yield f"{name}: columns {names} instead of {header}"
    if len(found) != len(expected):
        yield f"{name}: {len(found)} rows instead of {len(expected)}"
    for group in table.get("groups", []):
        if not set(names[: table["group_keys"]]) <= set(group) <= set(names) or set(group) & set(names[table["group_keys"] : table["keys"]]):
            yield f"{name}: the members of a group are {sorted(group)}"
        for column in set(group) - set(names[: table["group_keys"]]):
            if any(status is None and cell is not None for status, cell in zip(group["status"], group[column], strict=True)):
                yield f"{name}: {column} has something where the group has no row"
    for number, (row, cells) in enumerate(zip(expected, found), 2):
        if [as_csv(cell) for cell in cells] != row:
            yield f"{name}.csv:{number}: {cells} instead of {row}"
        for cell, column in zip(cells, table["columns"]):
            if cell is not None and not isinstance(cell, (TYPES[column["kind"]], dict)):
                yield f"{name}.csv:{number}: {column['name']} is {cell!r}, not of kind {column['kind']}"
    keys = [tuple(cells[: table["keys"]]) for cells in found]
    if len(set(keys)) != len(keys):
        yield f"{name}: the first {table['keys']} columns are no key"


def complaints(folder, with_schema):
    document = load(folder / "results.json")
    found = []
    if with_schema:
        import jsonschema  # pylint: disable=import-outside-toplevel

        plain = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        found += [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in jsonschema.Draft7Validator(schema).iter_errors(plain)]
    files = {path.stem for path in folder.glob("*.csv")}
    if files != set(document["tables"]):
        found.append(f"tables {sorted(document['tables'])}, files {sorted(files)}")
    for name, table in document["tables"].items():
        found += table_complaints(name, table, folder / f"{name}.csv")
    return found + list(name_complaints(document)) + list(summary_complaints(document))


def summary_complaints(document):
    """How many answered is told of exactly the places of which a row of gaps is shown; nobody has fewer people than one of its rows."""
    if "summary" not in document:
        return
    places = {}
    for group in document["tables"]["gaps"]["groups"]:
        if group["dimension"] == group["profile"] == "*":
            places[group["institution"]] = group
    told = document["summary"]["places"]
    if [one["institution"] for one in told] != list(places):
        yield "summary: the places are not those of gaps"
        return
    for one in told:
        group = places[one["institution"]]
        hidden = all(status in (None, "suppressed", "pooled") for status in group["status"])
        if (one["respondents"] is None) != hidden:
            yield f"summary: {one} where the rows are {group['status']}"
        if one["respondents"] is not None and any(count is not None and count > one["respondents"] for count in group.get("respondents", [])):
            yield f"summary: {one} where a row has more people"


def name_complaints(document):
    """Every id in a key of a table has a name in the file."""
    known = {(one["kind"], one.get("of"), one["id"]) for one in document["names"]}
    known |= {("institution", None, one["id"]) for one in document["institutions"]}
    owners = {"category": "dimension", "option": "item"}
    kinds = {"institution", "dimension", "category", "profile", "competency", "attitude", "item", "option", "element"}
    for name, table in document["tables"].items():
        columns = [column["kind"] for column in table["columns"]]
        for cells in rows(table):
            for index, kind in enumerate(columns[: table["keys"]]):
                if kind not in kinds:
                    continue
                of = cells[columns.index(owners[kind])] if kind in owners else None
                text = cells[index].split("/")[0]
                if text not in ("*", "none", "unknown") and (kind, of, text) not in known:
                    yield f"{name}: the {kind} {cells[index]} has no name"
                    return
