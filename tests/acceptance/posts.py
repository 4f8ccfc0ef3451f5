#!/usr/bin/env python3
"""Posts of the personnel list, and the profiles of those who answered. posts.py --program capgap --dump dump_tables TEST"""
import csv
import re
import sys

from running import rows, run_named_test, variant


def test_posts_decide_and_profiles_are_compared_with_the_staff(tools):
    """Every tenth person has the post of another profile than they chose; expected numbers are counted here."""
    path = variant(tools, "posts", lambda text: text.replace("population: population.csv", "posts: posts.csv\npopulation: population.csv"))
    folder = path.parent
    people, staff = rows(folder / "responses.csv"), rows(folder / "population.csv")
    profiles = list(dict.fromkeys(row["profile"] for row in staff))
    (folder / "posts.csv").write_text("post,profile\n" + "".join(f"post of {one},{one}\n" for one in profiles), encoding="utf-8")
    cells = {(row["institution"], row["profile"]) for row in staff}
    for i, row in enumerate(people):
        other = next((one for one in profiles if one != row["profile"] and (row["institution"], one) in cells), row["profile"])
        row["post"] = f"post of {other if i % 10 == 0 else row['profile']}" if row["profile"] else ""
    with open(folder / "responses.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, people[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(people)
    both = [row for row in people if row["profile"]]
    quality = {(row["id"], row["statistic"]): row for row in rows(tools.run(path, "posts-out") / "quality.csv") if row["kind"] == "profile"}
    differs = quality["*", "differs_from_post_share"]
    assert int(differs["n"]) == len(both)
    assert round(float(differs["value"]) * len(both)) == sum(row["post"] != f"post of {row['profile']}" for row in both) > 100
    everybody = sum(int(row["headcount"]) for row in staff)
    for one in profiles:
        share = sum(int(row["headcount"]) for row in staff if row["profile"] == one) / everybody
        assert abs(float(quality[one, "share_of_staff"]["value"]) - share) < 1e-6
    answered = [row for row in people if any(row[name] not in ("", "na", "dk", "ref") for name in row if re.fullmatch(r"c\d\d[abc]|a\w*", name))]
    largest = max(profiles, key=lambda one: sum(row["post"] == f"post of {one}" for row in people))
    told = quality[largest, "share_of_respondents"]
    assert abs(int(told["n"]) - len(answered)) <= len(people) * 0.01
    counted = sum(row["post"] == f"post of {largest}" for row in people)
    assert abs(float(told["value"]) * int(told["n"]) - counted) <= len(people) - int(told["n"])


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
