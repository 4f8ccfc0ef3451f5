#!/usr/bin/env python3
"""Anchoring vignettes in a round, beside a reckoning of their definition. vignettes.py --program capgap --dump dump_tables TEST."""
import csv
import io
import random
import shutil
import sys
import zipfile
from collections import Counter
from fractions import Fraction
from itertools import combinations, product

import openpyxl
import yaml

import canonical
from calibrating import round_of
from running import TOP, compare, rows, run_named_test

# Table 1 of [KingWand2007]: own answers and those to two vignettes, from 1; the ranks that the table has for them.
OWN = (1, 3, 3, 4, 4, 2, 2, 3, 1, 2, 3, 3, 4)
LOWER = (2, 3, 2, 2, 2, 3, 2, 2, 3, 3, 4, 3, 3)
UPPER = (3, 4, 4, 4, 3, 3, 2, 2, 2, 2, 2, 2, 2)
STARTS = (1, 2, 3, 4, 5, 1, 2, 5, 1, 1, 1, 2, 5)
ENDS = (1, 2, 3, 4, 5, 1, 4, 5, 1, 4, 5, 5, 5)
VIGNETTES = ("v_low", "v_high")


def round_with(tools, name, people, turned=False, vignettes=VIGNETTES, min_cell=10, items=("q1", "q2")):
    """`people`: own answers to q1 and q2 and to the vignettes of q1, from 1, None for nothing. Returns the assessment."""
    written = [[code if code is None else 4 - code if turned else code - 1 for code in row] for row in people]
    assessment = round_of(tools, name, {"1.1": [*items, *vignettes]}, written, categories=4, reversed_items=items if turned else ())
    path = assessment.parent / "survey.yaml"
    survey = yaml.safe_load(path.read_text(encoding="utf-8"))
    for item in survey["items"]:
        if item["id"] in vignettes:
            del item["competency"]
            item["anchors"] = "q1"
            item["title"] = {"en": f"A person {item['id']}"}
    path.write_text(yaml.safe_dump(survey, sort_keys=False), encoding="utf-8")
    assessment.write_text(assessment.read_text(encoding="utf-8") + f"privacy: {{min_cell: {min_cell}}}\n", encoding="utf-8")
    return assessment


def published(each):
    """The table's people, `each` many of each, with the same answer to q1 and q2."""
    return [[own, own, low, high] for own, low, high in zip(OWN, LOWER, UPPER, strict=True) for _ in range(each)]


def found_in(out):
    return {(row["id"], row["statistic"]): row for row in rows(out / "quality.csv") if row["kind"] == "vignettes"}


def expected_of(each):
    """From the published ranks: shares by rank or interval, shared out evenly, and of the pair."""
    n = len(STARTS)
    by_rank = Counter(zip(STARTS, ENDS, strict=True))
    out = {("q1", "ranked_share"): 1.0, ("q1", "one_rank_share"): sum(a == b for a, b in zip(STARTS, ENDS, strict=True)) / n}
    for rank in range(1, 6):
        out[f"q1/{rank}", "rank_share"] = by_rank[rank, rank] / n
        out[f"q1/{rank}", "allocated_share"] = sum((a <= rank <= b) / (b - a + 1) for a, b in zip(STARTS, ENDS, strict=True)) / n
    for (start, end), people in by_rank.items():
        if start < end:
            out[f"q1/{start}-{end}", "rank_share"] = people / n
    order = Counter((low > high) - (low < high) for low, high in zip(LOWER, UPPER, strict=True))
    for name, sign in (("as_intended_share", -1), ("tied_share", 0), ("violated_share", 1)):
        out["q1/v_low/v_high", name] = order[sign] / n
    return out, n * each


def test_ranks_are_those_of_the_published_table(tools):
    expected, n = expected_of(30)
    for turned in (False, True):
        out = tools.run(round_with(tools, f"published-{turned}", published(30), turned), f"out-{turned}", report=True)
        found = found_in(out)
        assert set(found) == set(expected), set(found) ^ set(expected)
        for key, share in expected.items():
            assert abs(float(found[key]["value"]) - share) < 1e-6 and found[key]["n"] == str(n) and found[key]["flag"] == "", (key, found[key], share)
        page = (out / "report.html").read_text(encoding="utf-8")
        for words in ("How people place described persons", "A person v_high", "38 in 100 placed them in the order that is meant, 23 alike, 38 the other way round"):
            assert words in page, words


def test_the_same_for_any_number_of_threads(tools):
    assessment = round_with(tools, "threads", published(400))
    outs = [tools.run(assessment, f"threads-{n}", "--threads", str(n)) for n in (1, 2, 3)]
    assert len({(out / "quality.csv").read_bytes() for out in outs}) == 1


def test_people_without_an_answer_have_no_rank(tools):
    people = published(30)
    for row in people[:50]:
        row[2] = None  # of the first, second: no answer to the lower vignette
    found = found_in(tools.run(round_with(tools, "missing", people), "missing-out"))
    kept = len(people) - 50
    assert abs(float(found["q1", "ranked_share"]["value"]) - kept / len(people)) < 1e-6 and found["q1", "ranked_share"]["n"] == str(len(people))
    assert abs(float(found["q1/2", "rank_share"]["value"]) - 10 / kept) < 1e-6 and found["q1/2", "rank_share"]["n"] == str(kept)
    assert float(found["q1/1", "rank_share"]["value"]) == round(60 / kept, 6)
    assert float(found["q1/v_low/v_high", "as_intended_share"]["value"]) == round(100 / kept, 6), "of those with a rank"


def rank_by_definition(own, vignettes):
    """The lowest and the highest of the statements of [KingWand2007] that hold."""
    hold = [1] if own < vignettes[0] else []
    for j, at in enumerate(vignettes, 1):
        hold += [2 * j] if own == at else []
        hold += [2 * j + 1] if own > at and (j == len(vignettes) or own < vignettes[j]) else []
    return min(hold), max(hold)


def determined(told, asked):
    """Whether the number `asked` is a sum of multiples of those that are told, each the cells that it adds up."""
    pivots = {}

    def left_of(row):
        row = dict(row)
        while row and min(row) in pivots:
            factor = row[min(row)]
            for cell, weight in pivots[min(row)].items():
                row[cell] = row.get(cell, 0) - factor * weight
            row = {cell: weight for cell, weight in row.items() if weight}
        return row

    for cells in told:
        if row := left_of({cell: Fraction(1) for cell in cells}):
            pivots[min(row)] = {cell: weight / row[min(row)] for cell, weight in row.items()}
    return not left_of({cell: Fraction(1) for cell in asked})


def order_of(vignettes):
    return tuple((b > a) - (b < a) for a, b in combinations(vignettes, 2))


def nothing_hidden_follows(found, vignettes, people, min_cell=10):
    """By elimination over everybody who could be there: people by rank and order of the vignettes. What is hidden of many may follow, what is of a few may not."""
    ranked = Counter((rank_by_definition(row[0], row[2:]), order_of(row[2:])) for row in people if row[0] and all(row[2:]))
    values = range(1, len(vignettes) + 2)
    cells = {(rank_by_definition(code[0], code[1:]), order_of(code[1:])) for code in product(values, repeat=len(vignettes) + 1)}
    told, hidden, nobody = [cells], [], set()
    pairs = ["/".join(pair) for pair in combinations(vignettes, 2)]
    for (key, statistic), row in found.items():
        part = key.removeprefix("q1/")
        if statistic == "rank_share":
            start, _, end = part.partition("-")
            of = {cell for cell in cells if cell[0] == (int(start), int(end or start))}
        elif statistic == "one_rank_share":
            of = {cell for cell in cells if cell[0][0] == cell[0][1]}
        elif part in pairs:
            sign = {"as_intended_share": 1, "tied_share": 0, "violated_share": -1}[statistic]
            of = {cell for cell in cells if cell[1][pairs.index(part)] == sign}
        else:
            continue
        (told if row["value"] else hidden).append(of)
        nobody |= of if row["value"] == "0" else set()
    ranks_with_row = {(int(a), int(b or a)) for a, _, b in (key.removeprefix("q1/").partition("-") for key, name in found if name == "rank_share")}
    nobody |= {cell for cell in cells if cell[0] not in ranks_with_row}  # an interval without a row is nobody's
    for one in hidden:
        few = 0 < sum(ranked[cell] for cell in one) < min_cell
        assert not few or not determined([of - nobody for of in told], one - nobody), found
    return len(hidden)


def test_nothing_is_told_of_a_few(tools):
    """Whatever is hidden, what is shown leaves at least two parts and min_cell people open, or nobody."""
    no_ends = {0: 0, 4: 0, 5: 0, 7: 0, 8: 0, 12: 0}  # nobody below all vignettes or above them
    for each, few in ((30, {3: 4}), (30, {7: 9}), (30, {3: 4, 4: 3}), (30, {7: 1, 8: 2}), (5, {}), (1, {}), (30, {10: 9, 11: 1}), (30, {**no_ends, 3: 5, 6: 12}),
                      (30, {**no_ends, 9: 5, 6: 12}), (30, {**no_ends, 9: 0, 10: 0, 11: 5, 6: 12})):
        people = [[own, own, low, high] for i, (own, low, high) in enumerate(zip(OWN, LOWER, UPPER, strict=True)) for _ in range(few.get(i, each))]
        name = f"few-{each}-{'-'.join(f'{i}.{n}' for i, n in few.items())}"
        found = found_in(tools.run(round_with(tools, name, people), name + "-out"))
        n = len(people)
        by_rank = Counter()
        for i, rank in enumerate(zip(STARTS, ENDS, strict=True)):
            by_rank[rank] += few.get(i, each)
        by_rank = +by_rank  # who has somebody
        name_of = lambda rank: f"q1/{rank[0]}" if rank[0] == rank[1] else f"q1/{rank[0]}-{rank[1]}"  # noqa: E731
        nothing_hidden_follows(found, VIGNETTES, people)
        hidden = [people for rank, people in by_rank.items() if found[name_of(rank), "rank_share"]["value"] == ""]
        for rank, count in by_rank.items():
            value = found[name_of(rank), "rank_share"]["value"]
            assert value == "" or (count >= 10 and abs(float(value) - count / n) < 1e-6), (few, rank, value)
            assert count >= 10 or value == ""
        assert not hidden or (len(hidden) > 1 and sum(hidden) >= 10), (few, hidden)
        single = sum(count for (start, end), count in by_rank.items() if start == end)
        if found["q1", "one_rank_share"]["value"]:
            assert all(part == 0 or part >= 10 for part in (single, n - single))
            for kind in (True, False):
                of_kind = [count for rank, count in by_rank.items() if (rank[0] == rank[1]) == kind and found[name_of(rank), "rank_share"]["value"] == ""]
                assert not of_kind or (len(of_kind) > 1 and sum(of_kind) >= 10), (few, of_kind)
        assert not hidden or all(found[f"q1/{rank}", "allocated_share"]["value"] == "" for rank in range(1, 6))


def test_random_rounds_tell_nothing_of_a_few(tools):
    """One, two or three vignettes; a few different answers, each of few people or many."""
    draw = random.Random(3)
    rounds_that_hide = 0
    for i in range(40):
        vignettes = tuple(f"v{j}" for j in range(draw.choice((1, 2, 2, 2, 3))))
        codes = list(product(range(1, 5), repeat=len(vignettes) + 1))
        people = []
        for code in draw.sample(codes, min(len(codes), draw.choice((4, 8, 13, 25)))):
            people += [[code[0], code[0], *code[1:]]] * draw.choice((1, 2, 4, 5, 9, 10, 12, 15, 30, 100))
        found = found_in(tools.run(round_with(tools, f"random-{i}", people, vignettes=vignettes), f"random-{i}-out"))
        rounds_that_hide += nothing_hidden_follows(found, vignettes, people) > 0
    assert rounds_that_hide >= 10


def test_too_few_people_have_no_row_of_ranks(tools):
    people = [[2, 2, 1, 3]] * 9 + [[2, 2, None, None]] * 20
    out = tools.run(round_with(tools, "nine", people), "nine-out", report=True)
    found = found_in(out)
    assert list(found) == [("q1", "ranked_share")] and found["q1", "ranked_share"]["value"] == "" and found["q1", "ranked_share"]["flag"] == "small_cell"
    assert "fewer than 10 people placed themselves" in (out / "report.html").read_text(encoding="utf-8")
    nobody = found_in(tools.run(round_with(tools, "nobody", [[2, 2, None, 1]] * 29), "nobody-out"))
    assert [(key, row["value"]) for key, row in nobody.items()] == [(("q1", "ranked_share"), "0")], nobody
    hidden = found_in(tools.run(round_with(tools, "two-lack", [[2, 2, 1, 3]] * 29 + [[2, 2, None, 1]] * 2), "two-lack-out"))
    assert hidden["q1", "ranked_share"]["value"] == "" and hidden["q1/3", "rank_share"] == {**hidden["q1/3", "rank_share"], "value": "1", "n": ""}


def test_nearly_everybody_keeps_the_order(tools):
    people = [[2, 2, 1, 3]] * 100 + [[2, 2, 3, 3]] * 4
    out = tools.run(round_with(tools, "nearly", people), "nearly-out", report=True)
    found = found_in(out)
    pair = [found["q1/v_low/v_high", name] for name in ("as_intended_share", "tied_share", "violated_share")]
    assert [(row["value"], row["flag"]) for row in pair] == [("", "nearly_all"), ("", "small_cell"), ("0", "")], pair
    assert "all but a few (fewer than 10 people) placed them in the order that is meant" in (out / "report.html").read_text(encoding="utf-8")


def test_three_vignettes_of_many_people(tools):
    """Random answers, some missing: every number from the definition, and the smallest group shown."""
    draw = random.Random(11)
    three = ("v1", "v2", "v3")
    people = []
    for _ in range(6000):
        noisy = [min(4, max(1, round(at + draw.gauss(0, 0.8)))) for at in (2.5, 2.5, 1.4, 2.4, 3.6)]
        people.append([None if draw.random() < 0.02 else code for code in noisy])
    found = found_in(tools.run(round_with(tools, "three", people, vignettes=three, min_cell=25), "three-out"))
    assert nothing_hidden_follows(found, three, people, 25) >= 2
    respondents = [row for row in people if row[0] or row[1]]
    ranked = [row for row in respondents if row[0] and all(row[2:])]
    assert found["q1", "ranked_share"]["value"] == f"{len(ranked) / len(respondents):.6f}".rstrip("0")
    by_rank = Counter(rank_by_definition(row[0], row[2:]) for row in ranked)
    shown = 0
    for (start, end), count in by_rank.items():
        value = found[f"q1/{start}" if start == end else f"q1/{start}-{end}", "rank_share"]["value"]
        assert count >= 25 or value == ""
        shown += value != ""
        assert value == "" or abs(float(value) - count / len(ranked)) < 1e-6, (start, end, value, count)
    assert shown >= 10, by_rank
    for lower, upper in ((0, 1), (0, 2), (1, 2)):
        order = Counter((row[2 + lower] > row[2 + upper]) - (row[2 + lower] < row[2 + upper]) for row in ranked)
        for name, sign in (("as_intended_share", -1), ("tied_share", 0), ("violated_share", 1)):
            value = found[f"q1/{three[lower]}/{three[upper]}", name]["value"]
            assert abs(float(value) - order[sign] / len(ranked)) < 1e-6 if min(order.values()) >= 25 else True, (lower, upper, name, value, order)


def test_vignettes_change_no_other_number(tools):
    """The same answers without the vignettes: every table is the same but for the vignettes' own rows; the other program agrees."""
    people = published(30) + [[None, None, 2, 3]] * 25  # who only placed others is no respondent
    assessment = round_with(tools, "with", people)
    plain = round_with(tools, "without", [row[:2] for row in people], vignettes=())
    outs = [tools.run(one, one.parent.name + "-out") for one in (assessment, plain)]
    for table in ("gaps.csv", "levels.csv", "attitudes.csv", "wanted.csv"):
        assert (outs[0] / table).read_bytes() == (outs[1] / table).read_bytes(), table
    kept = [row for row in rows(outs[0] / "quality.csv") if row["kind"] != "vignettes" and row["id"] not in VIGNETTES]
    assert kept == rows(outs[1] / "quality.csv")
    assert {row["id"] for row in rows(outs[0] / "quality.csv") if row["kind"] == "item"} == {"q1", "q2", *VIGNETTES}
    compare(outs[0], tools.oracle(assessment, "oracle"), 1.01e-6, "gaps,levels", "--a-may-hide")


def test_they_are_asked_and_read_like_any_item(tools):
    """A form for one person, its import, translations, the workbook of a round and back."""
    assessment = round_with(tools, "asked", published(2))
    folder = assessment.parent
    form = tools.scratch / "form.xlsx"
    tools.capgap("new", "--framework", folder / "framework.yaml", "--survey", folder / "survey.yaml", "--institutions", folder / "institutions.csv", "--answer-form", "-o", form)
    keys = [cell.value for cell in openpyxl.load_workbook(form).active["A"]]
    assert [key for key in keys if key in ("q1", "q2", *VIGNETTES)] == ["q1", "q2", *VIGNETTES], keys
    archive = tools.scratch / "round.zip"
    tools.capgap("archive", tools.run(assessment, "asked-out"), "--assessment", assessment, "-o", archive, "--data", TOP)
    with zipfile.ZipFile(archive) as zipped:
        name = next(one for one in zipped.namelist() if one.endswith("codebook.csv"))
        codes = list(csv.DictReader(io.StringIO(zipped.read(name).decode("utf-8"))))
    assert [(row["column"], row["about"]) for row in codes if row["kind"] == "vignette"] == [(one, "q1") for one in VIGNETTES for _ in range(4)]
    texts = tools.scratch / "texts.csv"
    tools.capgap("export", "--translations", folder / "survey.yaml", "--to", "fr", "-o", texts)
    line = next(row for row in rows(texts) if row["place"] == "items.v_low.title")
    assert "a described person beside the item q1" in line["context"], line
    book, back = tools.scratch / "round.xlsx", tools.scratch / "back"
    tools.capgap("convert", assessment, "-o", book)
    tools.capgap("convert", book, "-o", back)
    survey = next(path for path in back.glob("*.yaml") if "survey/1" in path.read_text(encoding="utf-8"))
    anchors = [item.get("anchors") for item in yaml.safe_load(survey.read_text(encoding="utf-8"))["items"]]
    assert anchors == [None, None, "q1", "q1"], anchors
    shutil.copy(folder / "survey.yaml", folder / "other.yaml")
    other = (folder / "other.yaml").read_text(encoding="utf-8")
    (folder / "other.yaml").write_text(other.replace("anchors: q1", "anchors: q2", 1), encoding="utf-8")
    said = tools.capgap("diff", folder / "survey.yaml", folder / "other.yaml").stdout
    assert "vignette of q1" in said and "vignette of q2" in said, said


def test_a_promise_holds_them(tools):
    """What a round fixes holds each vignette and its item, as another program writes it."""
    assessment = round_with(tools, "promised", published(2))
    assessment.write_text(assessment.read_text(encoding="utf-8").replace("{min_cell: 10}", "{min_cell: 10, anonymous: false}"), encoding="utf-8")
    frozen = []
    for name, change in (("opened.yaml", ("", "")), ("other.yaml", ("anchors: q1", "anchors: q2"))):
        survey = assessment.parent / "survey.yaml"
        survey.write_text(survey.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
        tools.capgap("open", assessment, "-o", assessment.parent / name, "--on", "2026-02-27", "--accept-drafts", "--data", TOP)
        fixed = canonical.load(assessment.parent / name)["frozen"]["fixed"]
        assert [(part, key, value) for part, values in fixed.items() for key, value in values.items()] == canonical.fixed_settings(assessment)
        frozen.append(fixed["survey"]["content"])
    assert frozen[0] != frozen[1]


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
