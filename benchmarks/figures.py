"""Compare amounts and dates with other libraries, in one run, and time both engines.

    pip install '.[bench]'; python benchmarks/figures.py [--only own|peers|speed]

Development data: value and currency F1 of sums and F1 over the days of dates, by overlapping
pairs, for each variety of the news sentences, for the hard ones, and for the peers' own tests;
false finds in sentences without any. The sentences of resources/figures*.tsv were written by
those who had not seen the code; they are scored here and tuned on nowhere.
"""

import argparse
import calendar
import datetime as dt
import importlib
import importlib.util
import json
import os
import re
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import cadocs
from cadocs.extract.amounts import find_amounts
from cadocs.extract.amounts.lexicon import load_lexicon as load_amounts
from cadocs.extract.dates import find_dates
from cadocs.extract.dates.lexicon import load_lexicon as load_dates
from cadocs.languages import load_language, tags
from cadocs.pipeline import Pipeline
from cadocs.schema import Trace
from cadocs.text import View

DATA = Path(os.environ.get("CADOCS_DATA", "../shared")).resolve()
HERE = Path(__file__).resolve().parent
VARIETIES = ("en", "de", "ru", "uz-Latn", "uz-Cyrl")
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]|\{([^|}]+)\|([^}]+)\}")
Finder = Callable[[str, str, str | None], list[dict[str, Any]]]


def our_amounts(text: str, tag: str, _: str | None) -> list[dict[str, Any]]:
    found = cadocs.find_amounts(text, language=tag)
    return [amount.model_dump() for amount in found]


def our_dates(text: str, tag: str, day: str | None) -> list[dict[str, Any]]:
    anchor = dt.date.fromisoformat(day[:10]) if day else None
    found = cadocs.find_dates(text, anchor=anchor, language=tag)
    return [{"start": date.start, "end": date.end, "edtf": date.edtf} for date in found]


def _recognizers_dates() -> Finder:
    module = importlib.import_module("recognizers_date_time")
    cultures = {"en": "en-us", "de": "de-de"}

    def find(text: str, tag: str, day: str | None) -> list[dict[str, Any]]:
        if tag not in cultures:
            return []
        anchor = dt.datetime.fromisoformat(day[:10]) if day else dt.datetime(2025, 11, 15)  # noqa: DTZ001
        found = module.recognize_datetime(text, cultures[tag], reference=anchor)
        return [
            {"start": item.start, "end": item.end + 1, "edtf": _value(item.resolution)}
            for item in found
        ]

    return find


SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def _value(resolution: dict[str, Any] | None) -> str:
    value = ((resolution or {}).get("values") or [{}])[0]
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value.get("timex", ""))
    if season:
        return f"{season[1]}-{SEASONS[season[2]]}"
    if "start" in value and "end" in value and value["end"][4:5] == "-":
        last = dt.date.fromisoformat(value["end"][:10]) - dt.timedelta(days=1)
        return f"{value['start'][:10]}/{last}"
    return str(value.get("value", ""))[:10]


def _recognizers_amounts() -> Finder:
    module = importlib.import_module("recognizers_number_with_unit")
    cultures = {"en": "en-us", "de": "de-de"}
    names = {"Dollar": "USD", "United States dollar": "USD", "Euro": "EUR", "Russian ruble": "RUB"}
    names |= {
        "British pound": "GBP",
        "Pound": "GBP",
        "Uzbekistan som": "UZS",
        "Chinese yuan": "CNY",
    }

    def find(text: str, tag: str, _: str | None) -> list[dict[str, Any]]:
        if tag not in cultures:
            return []
        return [
            {
                "start": item.start,
                "end": item.end + 1,
                "value": item.resolution.get("value"),
                "currency": item.resolution.get("isoCurrency")
                or names.get(item.resolution.get("unit", ""), item.resolution.get("unit")),
            }
            for item in module.recognize_currency(text, cultures[tag])
        ]

    return find


def _dateparser() -> Finder:
    search = importlib.import_module("dateparser.search").search_dates
    languages = {"uz-Latn": "uz-Latn", "uz-Cyrl": "uz-Cyrl"}

    def find(text: str, tag: str, day: str | None) -> list[dict[str, Any]]:
        base = dt.datetime.fromisoformat(day[:10]) if day else None
        settings = {"RELATIVE_BASE": base} if base else {}
        try:
            found = search(text, languages=[languages.get(tag, tag)], settings=settings) or []
        except ValueError:
            return []
        rows, at = [], 0
        for phrase, moment in found:
            start = text.find(phrase, at)
            if start >= 0:
                at = start + len(phrase)
                rows.append({"start": start, "end": at, "edtf": moment.date().isoformat()})
        return rows

    return find


def _price_parser() -> Finder:
    price = importlib.import_module("price_parser").Price
    signs = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB"}

    def find(text: str, _: str, __: str | None) -> list[dict[str, Any]]:
        found = price.fromstring(text)
        if found.amount is None:
            return []
        start = max(text.find(found.amount_text or ""), 0)
        end = start + len(found.amount_text or "")
        currency = signs.get(found.currency or "", found.currency)
        return [{"start": start, "end": end, "value": found.amount, "currency": currency}]

    return find


def _quantulum() -> Finder:
    parser = importlib.import_module("quantulum3.parser")
    codes = {"dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "ruble": "RUB"}

    def find(text: str, tag: str, _: str | None) -> list[dict[str, Any]]:
        if tag != "en":
            return []
        return [
            {
                "start": item.span[0],
                "end": item.span[1],
                "value": item.value,
                "currency": codes.get(item.unit.name, item.unit.name),
            }
            for item in parser.parse(text)
            if item.unit.entity.name == "currency"
        ]

    return find


def _natasha(kind: str) -> Finder:
    natasha = importlib.import_module("natasha")
    extractor = getattr(natasha, f"{kind}Extractor")(natasha.MorphVocab())

    def find(text: str, tag: str, _: str | None) -> list[dict[str, Any]]:
        if tag != "ru":
            return []
        rows: list[dict[str, Any]] = []
        for match in extractor(text):
            fact = match.fact
            row = {"start": match.start, "end": match.stop}
            if kind == "Money":
                rows.append({**row, "value": fact.amount, "currency": fact.currency})
            else:
                parts = [f"{fact.year:04d}" if fact.year else "XXXX"]
                parts += [f"{part:02d}" for part in (fact.month, fact.day) if part]
                rows.append({**row, "edtf": "-".join(parts)})
        return rows

    return find


AMOUNTS: dict[str, Callable[[], Finder]] = {
    "cadocs": lambda: our_amounts,
    "recognizers-text": _recognizers_amounts,
    "quantulum3": _quantulum,
    "natasha": lambda: _natasha("Money"),
    "price-parser": _price_parser,
}
DATES: dict[str, Callable[[], Finder]] = {
    "cadocs": lambda: our_dates,
    "recognizers-text": _recognizers_dates,
    "dateparser.search": _dateparser,
    "natasha": lambda: _natasha("Dates"),
}


def overlaps(one: dict[str, Any], two: dict[str, Any]) -> bool:
    return bool(one["start"] < two["end"] and two["start"] < one["end"])


def same_sum(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    try:
        value = Decimal(str(found["value"]))
    except (ArithmeticError, KeyError):
        return False
    wanted = Decimal(str(gold["value"]))
    return found.get("currency") == gold["currency"] and abs(value - wanted) <= abs(wanted) / 10**6


def same_date(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    value = re.sub("[~?%]", "", str(found["edtf"]))
    wanted = [re.sub("[~?%]", "", str(each)) for each in (gold["edtf"], *gold.get("alt", ()))]
    return value in wanted or (days(value) is not None and days(value) in map(days, wanted))


def days(value: str) -> tuple[str, str] | None:
    """The first and the last day of a period, if it has them."""
    parts = [_part_days(part) for part in value.split("/")]
    first, last = parts[0], parts[-1]
    return (first[0], last[1]) if first and last else None


def _part_days(value: str) -> tuple[str, str] | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?", value)
    part = int(found[2] or 0) if found else 99
    months = {0: (1, 12)} | {n: (n, n) for n in range(1, 13)}
    months |= {33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)} | {40: (1, 6), 41: (7, 12)}
    if found is None or part not in months:
        return None
    year, (first, last) = found[1], months[part]
    end = calendar.monthrange(int(year), last)[1] if int(year) else 31
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{end:02d}"


def f1(rows: list[dict[str, Any]], find: Finder, same: Callable[..., bool]) -> tuple[float, int]:
    """F1 over overlapping pairs of equal sums or days, and false finds where nothing is."""
    right = wanted = given = false = 0
    for row in rows:
        ignored = [{"start": start, "end": end} for start, end in row.get("ignore", ())]
        found = find(row["text"], row["lang"], row.get("reference_date"))
        gold = row["expected"]
        left = list(found)
        for item in gold:
            hit = next((f for f in left if overlaps(item, f) and same(item, f)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
        spared = sum(any(overlaps(each, spot) for spot in ignored) for each in left)
        wanted, given = wanted + len(gold), given + len(found) - spared
        false += len(left) - spared if not gold else 0
    return (2 * right / (wanted + given) if wanted + given else 0.0), false


def load(folder: str, name: str) -> list[dict[str, Any]]:
    text = (DATA / "data" / folder / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def peers() -> None:
    """One row for each library, amounts and then dates."""
    warnings.simplefilter("ignore")
    for title, folder, finders, same in (
        ("amounts", "money", AMOUNTS, same_sum),
        ("dates", "dates", DATES, same_date),
    ):
        news, hard, tests = (load(folder, f"dev{part}.jsonl") for part in ("_news", "_hard", ""))
        heads = [*VARIETIES, "hard", "tests", "false"]
        print(f"{title:18s}", *(f"{head:>8s}" for head in heads))
        for name, make in finders.items():
            try:
                find = make()
            except ImportError as error:
                print(f"{name:18s} is not installed: {error}")
                continue
            parts = [[row for row in news if row["lang"] == tag] for tag in VARIETIES]
            figures = [f1(part, find, same)[0] for part in (*parts, hard, tests)]
            false = f1(news, find, same)[1]
            print(f"{name:18s}", *(f"{x:8.3f}" for x in figures), f"{false:8d}", flush=True)


def own() -> None:
    """The sentences that were written for one look each, after the code was frozen."""
    for name in ("figures", "figures_second"):
        print(name)
        own_sentences(HERE / "resources" / f"{name}.tsv")


def own_sentences(path: Path) -> None:
    """Score a file of marked sentences."""
    sums: dict[str, list[dict[str, Any]]] = defaultdict(list)
    days: dict[str, list[dict[str, Any]]] = defaultdict(list)
    qualified = right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        tag, day, marked = line.split("\t")
        text, amounts, dates = unmarked(marked)
        row = {"lang": tag, "text": text, "reference_date": day}
        sums[tag].append({**row, "expected": amounts})
        days[tag].append({**row, "expected": dates})
        found = our_amounts(text, tag, None)
        for gold in amounts:
            near = [f for f in found if overlaps(gold, f) and same_sum(gold, f)]
            qualified += len(near)
            right += sum(f["qualifier"] == gold["qualifier"] for f in near)
    for tag in VARIETIES:
        a, b = f1(sums[tag], our_amounts, same_sum), f1(days[tag], our_dates, same_date)
        print(f"own sentences {tag:8s} amounts {a[0]:.3f} dates {b[0]:.3f} false {a[1]} {b[1]}")
    rows = [row for part in sums.values() for row in part]
    dated = [row for part in days.values() for row in part]
    print(f"own sentences, all: amounts {f1(rows, our_amounts, same_sum)[0]:.3f}", end=", ")
    print(f"dates {f1(dated, our_dates, same_date)[0]:.3f}, qualifiers {right}/{qualified}")


def unmarked(marked: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """The plain text and its sums and dates."""
    text, sums, dates, at = "", [], [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        start, at = len(text), match.end()
        text += match[1] or match[3]
        span = {"start": start, "end": len(text)}
        if match[3]:
            dates.append({**span, "edtf": match[4]})
            continue
        value, currency, *qualifier = match[2].split()
        low, _, high = value.partition("-")
        row = {**span, "value": low, "value_max": high or None, "currency": currency}
        sums.append({**row, "qualifier": qualifier[0] if qualifier else "exact"})
    return text + marked[at:], sums, dates


def speed() -> None:
    """Megabytes a second of each engine on news prose, and what the tables cost to load."""
    pipeline = Pipeline()
    texts = [p.read_text(encoding="utf-8") for p in sorted((HERE.parent / "seeds").glob("*.txt"))]
    ready = [pipeline.prepare(View.whole(text), None, Trace()) for text in texts]
    passages = [passage for each in ready for passage in each.passages]
    size = sum(len(text.encode()) for text in texts)
    day = dt.date(2025, 11, 15)
    total = 0.0
    for name, read in (
        ("amounts", lambda passage: find_amounts(passage, Trace())),
        ("dates", lambda passage: find_dates(passage, day, Trace())),
    ):
        for passage in passages:
            read(passage)
        start = time.perf_counter()
        for _ in range(10):
            for passage in passages:
                read(passage)
        seconds = (time.perf_counter() - start) / 10
        total += seconds
        print(f"{name}: {size / seconds / 1e6:.2f} MB/s")
    print(f"both: {size / total / 1e6:.2f} MB/s")
    for name, load_table in (("amounts", load_amounts), ("dates", load_dates)):
        load_table.cache_clear()
        load_language.cache_clear()
        start = time.perf_counter()
        for tag in tags():
            load_table(tag)
        print(f"tables of {name}, all varieties: {time.perf_counter() - start:.3f} s")


def main() -> int:
    """Run the parts that were asked for."""
    parts = {"own": own, "peers": peers, "speed": speed}
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", choices=parts, action="append")
    wanted = parser.parse_args().only or list(parts)
    if "peers" in wanted and not (DATA / "data" / "money").is_dir():
        print(f"No data in {DATA}. Set CADOCS_DATA to the folder of the development data.")
        wanted.remove("peers")
    for name in wanted:
        parts[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
