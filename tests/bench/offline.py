"""The offline part of a plan on generated files: N connections, each with 6 objects of 15 fields on one side."""

import resource
import sys
import time
from collections.abc import Iterator

from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.load import load
from s2s_gitops.engine.order import order
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource, State

OBJECTS = ("Account", "Contact", "Lead", "Opportunity", "Case", "Project__c")
FIELDS = tuple(f"Partner_Attribute_{number}__c" for number in range(15))


def document(connections: int) -> Iterator[str]:
    """Yield the lines of a file."""
    yield "version: 1\norgs:\n"
    for alias, number in (("hq", 1), ("emea", 2)):
        yield f"  {alias}:\n    org_id: 00D00000000000{number}EAA\n"
        yield '    login: {instance_url: "https://127.0.0.1:1", access_token: "${env:TOKEN}"}\n'
    yield "connections:\n"
    for number in range(connections):
        yield f"  - name: partner-{number}\n    invited_by: hq\n    sides:\n"
        yield f"      hq:\n        contact: p{number}@partner.example\n        publish:\n"
        for name in OBJECTS:
            yield f"          - object: {name}\n            fields:\n"
            yield from (f"              - {field}\n" for field in FIELDS)
        yield "      emea: {}\n"


def changed(desired: State) -> State:
    """Return a live state that differs from what is desired in every hundredth publication."""
    resources: dict[Address, Resource] = {}
    for number, (address, wanted) in enumerate(desired.resources.items()):
        attributes = dict(wanted.attributes)
        if number % 100 == 0 and "fields" in attributes:
            attributes["fields"] = {"Partner_Attribute_1__c": "listed"}
        resources[address] = Resource(address, attributes)
    return State(resources)


def measure(connections: int) -> None:
    """Print what each stage takes."""
    content = "".join(document(connections)).encode()
    started = time.perf_counter()
    config = load({"s2s.yaml": content}, ALL, {"TOKEN": "t"})
    loaded = time.perf_counter()
    live = changed(config.desired)
    access = {alias: org.access for alias, org in config.orgs.items()}
    prepared = time.perf_counter()
    difference = diff(config.desired, live, ALL, access)
    compared = time.perf_counter()
    steps = order(difference.changes, ALL)
    ordered = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{connections:>7} connections  load {loaded - started:6.3f} s  diff {compared - prepared:6.3f} s  "
        f"order {ordered - compared:6.3f} s  {len(difference.changes)} changes  {len(steps)} steps  "
        f"peak {peak:.0f} MiB\n"
    )


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [100, 1000, 10000]:
        measure(size)
