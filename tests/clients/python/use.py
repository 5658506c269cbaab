"""Asks a running Fingerpost through clients generated from its own descriptions, and reads every answer as the types they made."""

import sys
from http import HTTPStatus
from uuid import UUID

import fingerpost_api as api
import fingerpost_feed as feed
from fingerpost_api.api.search import places, search, suggest
from fingerpost_api.api.services import changes, service, similar
from fingerpost_api.api.vocabulary import need, needs
from fingerpost_api.models import ProblemResponse, SearchResponse, ServiceRecord
from fingerpost_feed.api.optional import organization, organizations, service_at_locations, taxonomies, taxonomy_terms
from fingerpost_feed.api.required import details
from fingerpost_feed.api.required import service as feed_service
from fingerpost_feed.api.required import services

base_url = sys.argv[1]
ours = api.Client(base_url=base_url, raise_on_unexpected_status=True)
theirs = feed.Client(base_url=base_url, raise_on_unexpected_status=True)


def holds(condition: object, what: str) -> None:
    if not condition:
        sys.exit(f"not so: {what}")


found = search.sync(client=ours, q="food bank", place="DY4", cost=["free"], delivery=["venue", "home"], per_page=5)
holds(isinstance(found, SearchResponse) and found.results, "a search finds something")
holds(all(result.cost == "free" for result in found.results), "a filter filters")
first = found.results[0]
print(f"{first.name} ({first.organization.name}), {first.opening.text}, {first.distance.text}")

record = service.sync(id=first.id, client=ours)
holds(isinstance(record, ServiceRecord) and record.name == first.name, "a result leads to its record")
holds(record.organization.name == first.organization.name, "the record says who runs it")
holds(
    any(address.postal_code == first.postal_code for at in record.service_at_locations for address in at.location.addresses),
    "the record has the address",
)
holds(all(other.id != first.id for other in similar.sync(id=first.id, client=ours).results), "similar services are others")
holds(
    all(one.kind == "need" for one in suggest.sync(client=ours, q="fall", kind=["need"]).suggestions),
    "suggestions are of the kind asked for",
)
code = needs.sync(client=ours, q="falls").needs[0].code
holds(need.sync(code=code, client=ours).code == code, "a need is read by its code")
holds(places.sync(client=ours, q="Walsall").places[0].council.name == "Walsall", "a place is known")
holds(any(one.state == "listed" for one in changes.sync(client=ours, after=0, limit=10).changes), "changes are told")

wrong = search.sync_detailed(client=ours, per_page=5000)
holds(wrong.status_code == HTTPStatus.BAD_REQUEST and isinstance(wrong.parsed, ProblemResponse), "an error is read")
holds(wrong.parsed.parameter == "per_page", "an error names the parameter")
nobody = service.sync(id=UUID("00000000-0000-4000-8000-000000000000"), client=ours)
holds(isinstance(nobody, ProblemResponse) and nobody.status == 404, "an error has a status")

holds(details.sync(client=theirs).version == "HSDS-UK-3.0", "the feed says what it is")
page = services.sync(client=theirs, search="food bank", per_page=3, full=True)
holds(len(page.contents) == 3 and page.total_items > 3, "the feed has pages")
holds(
    all(any(attribute.taxonomy_term.code == "food-bank" for attribute in one.attributes) for one in page.contents),
    "records carry terms",
)
holds(feed_service.sync(id=first.id, client=theirs).name == first.name, "the feed has the record too")
holds(
    any(one.id == first.id for one in organization.sync(id=first.organization.id, client=theirs).services),
    "an organisation has its services",
)
for read in (organizations, service_at_locations, taxonomies, taxonomy_terms):
    holds(read.sync(client=theirs, per_page=2).contents, "a list has items")
print("Python: the generated client was asked")
