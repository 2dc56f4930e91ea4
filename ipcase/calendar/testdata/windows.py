"""Works out windows.tsv by another way than the portal does: holidays follow from
their rules (Easter by the Gregorian computus, n-th weekdays, observed days) instead
of lists, days are counted by datetime, and zones come from Python's zoneinfo. Only
the arrangements of China and the memoranda of India, which follow no rule, are
written down, from the announcements themselves.

    python3 windows.py > windows.tsv

A line: calendar, event (local time of the calendar's zone), amount, unit, and the
instant at which the window ends, in UTC.
"""
import datetime as dt
import random
from zoneinfo import ZoneInfo

ZONES = {"CN": "Asia/Shanghai", "US": "America/New_York", "EU": "Europe/Brussels",
         "UK": "Europe/London", "IN": "Asia/Kolkata", "JP": "Asia/Tokyo"}
D, DAY = dt.date, dt.timedelta(1)


def easter(y):
    a, b, c = y % 19, y // 100, y % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    n = h + l - 7 * m + 114
    return D(y, n // 31, n % 31 + 1)


def nth(y, month, weekday, n):
    d = D(y, month, 1)
    while d.weekday() != weekday:
        d += DAY
    return d + 7 * (n - 1) * DAY


def last(y, month, weekday):
    d = D(y, month, 31)
    while d.weekday() != weekday:
        d -= DAY
    return d


def span(y, *parts):
    for m1, d1, m2, d2 in parts:
        d = D(y, m1, d1)
        while d <= D(y, m2, d2):
            yield d
            d += DAY


def eu(y):
    return {D(y, 1, 1), easter(y) - 2 * DAY, easter(y) + DAY, D(y, 5, 1), D(y, 12, 25), D(y, 12, 26)}


def uk(y):
    off = {easter(y) - 2 * DAY, easter(y) + DAY, nth(y, 5, 0, 1), last(y, 5, 0), last(y, 8, 0)}
    for d in (D(y, 1, 1), D(y, 12, 25), D(y, 12, 26)):
        while d.weekday() > 4 or d in off:
            d += DAY
        off.add(d)
    return off


def us(y):
    off = {nth(y, 1, 0, 3), nth(y, 2, 0, 3), last(y, 5, 0), nth(y, 9, 0, 1), nth(y, 10, 0, 2), nth(y, 11, 3, 4)}
    for d in (D(y, 1, 1), D(y, 6, 19), D(y, 7, 4), D(y, 11, 11), D(y, 12, 25), D(y + 1, 1, 1)):
        off.add(d)
        off.add(d - DAY if d.weekday() == 5 else d + DAY if d.weekday() == 6 else d)
    return off


def jp(y):
    fixed = {D(y, 1, 1), nth(y, 1, 0, 2), D(y, 2, 11), D(y, 2, 23), D(y, 4, 29), D(y, 5, 3), D(y, 5, 4), D(y, 5, 5),
             nth(y, 7, 0, 3), D(y, 8, 11), nth(y, 9, 0, 3), nth(y, 10, 0, 2), D(y, 11, 3), D(y, 11, 23),
             D(y, 3, {2025: 20, 2026: 20, 2027: 21}[y]), D(y, 9, 23)}
    off = set(fixed)
    for d in fixed:
        if d.weekday() == 6:
            while d in off:
                d += DAY
            off.add(d)
    off |= {d + DAY for d in fixed if d + 2 * DAY in fixed and (d + DAY).weekday() != 6}
    return off | {D(y, 1, 2), D(y, 1, 3), D(y, 12, 29), D(y, 12, 30), D(y, 12, 31)}


CHINA = {
    2025: [(1, 1, 1, 1), (1, 28, 2, 4), (4, 4, 4, 6), (5, 1, 5, 5), (5, 31, 6, 2), (10, 1, 10, 8)],
    2026: [(1, 1, 1, 3), (2, 15, 2, 23), (4, 4, 4, 6), (5, 1, 5, 5), (6, 19, 6, 21), (9, 25, 9, 27), (10, 1, 10, 7)],
    2027: [(1, 1, 1, 1), (2, 5, 2, 8), (4, 5, 4, 5), (5, 1, 5, 2), (6, 9, 6, 9), (9, 15, 9, 15), (10, 1, 10, 3)],
}
MADE_UP = {D(2025, 1, 26), D(2025, 2, 8), D(2025, 4, 27), D(2025, 9, 28), D(2025, 10, 11),
           D(2026, 1, 4), D(2026, 2, 14), D(2026, 2, 28), D(2026, 5, 9), D(2026, 9, 20), D(2026, 10, 10)}
INDIA = {
    2025: "0126 0226 0314 0331 0410 0418 0512 0607 0706 0815 0816 0905 1002 1020 1105 1225",
    2026: "0126 0304 0321 0326 0331 0403 0501 0527 0626 0815 0826 0904 1002 1020 1108 1124 1225",
    2027: "0126 0326 0815 1002 1225",
}
RULES = {
    "EU": eu, "UK": uk, "US": us, "JP": jp, "CN": lambda y: set(span(y, *CHINA[y])),
    "IN": lambda y: {D(y, int(s[:2]), int(s[2:])) for s in INDIA[y].split()},
}


def works(code, d):
    if code == "CN" and d in MADE_UP:
        return True
    return d.weekday() < 5 and d not in RULES[code](d.year)


def due(code, start, amount, unit):
    zone = ZoneInfo(ZONES[code])
    if unit == "hour":
        return start.replace(tzinfo=zone).astimezone(dt.timezone.utc) + dt.timedelta(hours=amount)
    d = start.date()
    while amount:
        d += DAY
        if unit == "calendar_day" or works(code, d):
            amount -= 1
    return dt.datetime.combine(d + DAY, dt.time(), zone).astimezone(dt.timezone.utc)


def main():
    rng = random.Random(20250101)
    rows = []
    for code in ZONES:  # on both sides of every holiday that parts two working days
        d = D(2025, 1, 1)
        while d < D(2027, 12, 1):
            if works(code, d) and not works(code, d + DAY) and any(
                    (d + n * DAY) in RULES[code]((d + n * DAY).year) for n in (1, 2, 3)):
                rows.append((code, dt.datetime.combine(d, dt.time(rng.randrange(24), rng.randrange(60))),
                             rng.choice((1, 1, 2, 3, 7, 10)), "business_day"))
            d += DAY
        for _ in range(10):  # anywhere, in each unit
            at = dt.datetime(2025, 1, 1) + dt.timedelta(minutes=rng.randrange(60 * 24 * 1040))
            rows.append((code, at, rng.randrange(1, 15), "business_day"))
            rows.append((code, at, rng.randrange(1, 60), "calendar_day"))
        for at in ("2025-12-31 23:59", "2026-02-28 00:00", "2026-12-30 12:00", "2026-03-28 20:00", "2026-10-24 20:00",
                   "2026-03-07 20:00", "2026-10-31 20:00"):  # ends of years and the nights when clocks change
            at = dt.datetime.fromisoformat(at)
            rows += [(code, at, 1, "business_day"), (code, at, 2, "calendar_day"), (code, at, 36, "hour")]
    for code, start, amount, unit in rows:
        print(code, start.strftime("%Y-%m-%d %H:%M"), amount, unit, due(code, start, amount, unit).strftime("%Y-%m-%dT%H:%M:%SZ"), sep="\t")


main()
