"""Section 1 of engine/docs/methods.md: who gave one option throughout, and who was very fast. Every run of items is tried."""
from collections import Counter
from itertools import groupby


def straightlining(person, instrument):
    """True, False, or None where it cannot be said."""
    asked = [item for item in instrument.items if item.id in person.asked and not item.anchors]
    judged = False
    for _, stretch in groupby(asked, lambda item: item.scale):
        items = list(stretch)
        if len(items) < 20 or len({item.reversed for item in items}) == 1:
            continue
        judged = True
        for begin in range(len(items)):
            for end in range(begin + 20, len(items) + 1):
                part = items[begin:end]
                answers = Counter(person.asked[item.id] for item in part)
                for option, count in answers.items():
                    turned = {item.reversed for item in part if person.asked[item.id] == option}
                    if option not in ("", "dk", "ref") and 20 * count >= 19 * len(part) and len(turned) == 2:
                        return True
    return False if judged else None


def speeding(person):
    if not person.seconds:
        return None
    return float(person.seconds) < 2 * sum(answer != "" for answer in person.shown.values())


def leave_out(people, instrument):
    """Those who are not left out, and the counts of quality.csv."""
    counts, kept = Counter(straightlining=0, straightlining_judged=0, speeding=0, speeding_judged=0, left_out=0), []
    for person in people:
        found = {"straightlining": straightlining(person, instrument), "speeding": speeding(person)}
        for name, flag in found.items():
            counts[name] += flag is True
            counts[name + "_judged"] += flag is not None
        out = any(found[name] for name in instrument.leave_out)
        counts["left_out"] += out
        if not out:
            kept.append(person)
    return kept, dict(counts)
