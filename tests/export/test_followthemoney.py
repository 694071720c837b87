from __future__ import annotations

import re
from typing import Any

import pytest

import cadocs
from astral_documents import an_astral_document
from cadocs.export import to_followthemoney
from cadocs.schema import Document
from sample_documents import a_document, entity

NAVOIY = "Navoiy Region"
PROPERTIES = {
    "PlainText": {"title", "fileName", "sourceUrl", "language", "publishedAt"},
    "Person": {"name", "alias", "wikidataId", "proof"},
    "Organization": {"name", "alias", "wikidataId", "proof"},
    "Address": {"name", "alias", "wikidataId", "proof", "full"},
    "Mention": {"document", "name", "detectedSchema", "resolved"},
    "Event": {
        *{"name", "summary", "keywords", "date", "startDate", "endDate", "location"},
        *{"addressEntity", "involved", "locationMentioned", "proof"},
    },
    "Payment": {
        *{"amount", "currency", "description", "purpose", "date", "startDate", "endDate"},
        "proof",
    },
}
"""What FollowTheMoney 4 knows of each schema, as far as we use it."""


def by_schema(records: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [record["properties"] for record in records if record["schema"] == schema]


def test_each_finding_becomes_an_entity_of_its_schema() -> None:
    records = to_followthemoney(a_document())
    assert [record["schema"] for record in records] == [
        "PlainText",
        "Organization",
        "Mention",
        "Address",
        "Mention",
        "Event",
        "Payment",
    ]


def test_a_document_says_what_is_known_of_it() -> None:
    (found,) = by_schema(to_followthemoney(a_document()), "PlainText")
    assert found == {
        "title": ["Navoiy: <yangi> shartnoma"],
        "fileName": ["sample.txt"],
        "language": ["uzb"],
        "publishedAt": ["2025-03-06"],
    }


def test_an_address_is_no_file_name() -> None:
    document = a_document().model_copy(update={"source": "https://example.org/a.html", "id": None})
    (found,) = by_schema(to_followthemoney(document), "PlainText")
    assert found["sourceUrl"] == ["https://example.org/a.html"]
    assert "fileName" not in found


def test_an_event_leads_to_its_place_and_its_parties() -> None:
    records = to_followthemoney(a_document())
    itself, organisation, _, place, *_ = records
    (event,) = by_schema(records, "Event")
    assert event["date"] == ["2025-03-05"]
    assert event["keywords"] == ["agreement"]
    assert event["location"] == [NAVOIY]
    assert event["addressEntity"] == [place["id"]] == ["Q487634"]
    assert event["involved"] == [organisation["id"]]
    assert event["locationMentioned"] == [NAVOIY]
    assert event["proof"] == [itself["id"]]
    assert event["name"] == [f"agreement: {event['summary'][0]}"]


def test_a_sum_of_an_agreement_is_a_payment_whose_parties_are_not_told() -> None:
    (payment,) = by_schema(to_followthemoney(a_document()), "Payment")
    assert (payment["amount"], payment["currency"]) == (["3500000"], ["USD"])
    assert payment["description"] == ["3,5 mln dollarlik (at_least, up to 4000000)"]
    assert {"payer", "beneficiary"} & set(payment) == set()


def test_a_sum_of_another_event_is_no_payment() -> None:
    document = a_document()
    event = document.events[0].model_copy(update={"type": "statistic"})
    records = to_followthemoney(document.model_copy(update={"events": (event,)}))
    assert by_schema(records, "Payment") == []


def test_a_mention_leads_to_an_organisation_but_not_to_a_place() -> None:
    of_organisation, of_place = by_schema(to_followthemoney(a_document()), "Mention")
    assert "resolved" in of_organisation
    assert "resolved" not in of_place
    assert of_place["name"] == ["Navoiy viloyati"]


def test_mentions_of_one_entity_make_one_entity_with_all_its_names() -> None:
    again = entity("Navoiy viloyati", "LOC", "Q487634", NAVOIY)
    later = again.model_copy(update={"text": "Навоий", "latin": "Navoiy", "start": 90, "end": 96})
    document = a_document().model_copy(update={"entities": (again, later), "events": ()})
    (place,) = by_schema(to_followthemoney(document), "Address")
    assert place["name"] == place["full"] == [NAVOIY]
    assert place["alias"] == ["Navoiy viloyati", "Navoiy", "Навоий"]
    assert place["wikidataId"] == ["Q487634"]


def test_a_name_that_is_read_in_two_ways_is_what_it_was_first() -> None:
    place = entity("Navoiy viloyati", "LOC", "Q487634", NAVOIY)
    again = place.model_copy(update={"label": "ORG", "start": 90, "end": 96})
    document = a_document().model_copy(update={"entities": (place, again)})
    records = to_followthemoney(document)
    assert by_schema(records, "Organization") == []
    assert [mention["detectedSchema"] for mention in by_schema(records, "Mention")] == [
        ["Address"],
        ["Address"],
    ]
    (event,) = by_schema(records, "Event")
    assert event["addressEntity"] == ["Q487634"]
    assert "involved" not in event


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        pytest.param("2025", {"date": ["2025"]}, id="year"),
        pytest.param("2025-03", {"date": ["2025-03"]}, id="month"),
        pytest.param("2017/2024", {"startDate": ["2017"], "endDate": ["2024"]}, id="interval"),
        pytest.param("XXXX-10-22", {}, id="no year"),
        pytest.param("2025-33", {}, id="a quarter without its mention"),
    ],
)
def test_the_days_of_an_event_are_those_of_its_period(
    edtf: str, days: dict[str, list[str]]
) -> None:
    document = a_document()
    event = document.events[0].model_copy(update={"date": edtf, "date_mention": None})
    (found,) = by_schema(
        to_followthemoney(document.model_copy(update={"events": (event,)})), "Event"
    )
    assert {name: value for name, value in found.items() if "ate" in name[-4:]} == days


def test_a_quarter_lasts_from_its_first_to_its_last_day() -> None:
    document = a_document()
    dates = tuple(date.model_copy(update={"edtf": "2025-33"}) for date in document.dates)
    event = document.events[0].model_copy(update={"date": "2025-33"})
    changed = document.model_copy(update={"events": (event,), "dates": dates})
    (found,) = by_schema(to_followthemoney(changed), "Event")
    assert (found["startDate"], found["endDate"]) == (["2025-03-05"], ["2025-03-05"])


def test_ids_are_the_same_on_every_run_and_fit_the_model() -> None:
    records = to_followthemoney(an_astral_document())
    assert records == to_followthemoney(an_astral_document())
    ids = [record["id"] for record in records]
    assert len(ids) == len(set(ids))
    assert [re.fullmatch(r"Q269|cadocs-[0-9a-f]{40}", id_) is not None for id_ in ids] == [
        True
    ] * len(ids)
    assert ids[0] == "cadocs-77cb480a45babcfe4986107a95d6dd10da0d37c3"


def test_a_text_without_a_name_is_known_by_itself() -> None:
    first, second = (
        to_followthemoney(Document(language="und", text=text))[0]["id"] for text in ("a", "b")
    )
    assert first != second


BOTH = pytest.mark.parametrize(
    "document", [a_document(), an_astral_document()], ids=["plain", "emoji"]
)
ORACLE = "followthemoney is an extra: pip install 'cadocs[oracle]'"


@BOTH
def test_schemata_and_properties_are_those_of_followthemoney(document: Document) -> None:
    for record in to_followthemoney(document):
        assert set(record["properties"]) <= PROPERTIES[record["schema"]]
        for values in record["properties"].values():
            assert [type(value) for value in values] == [str] * len(values) != []


@pytest.mark.parametrize("schema", list(PROPERTIES))
def test_followthemoney_itself_has_these_properties(schema: str) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason=ORACLE)
    assert set(followthemoney.model.get(schema).properties) >= PROPERTIES[schema]


@BOTH
def test_followthemoney_itself_takes_every_value(document: Document) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason=ORACLE)
    for record in cadocs.to_followthemoney(document):
        proxy = followthemoney.model.get_proxy(record, cleaned=False)
        taken = {name: set(values) for name, values in proxy.to_dict()["properties"].items()}
        assert taken == {name: set(values) for name, values in record["properties"].items()}
        assert proxy.id == record["id"]
        wanted = set(proxy.schema.required) - {"payer", "beneficiary"}
        assert wanted <= set(taken)
