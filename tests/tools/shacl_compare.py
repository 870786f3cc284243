#!/usr/bin/env python3
"""Compares the EDC shape rules of crates/vc with the published SHACL shapes, judged by pyshacl.

    target/pyld/bin/python tests/tools/shacl_compare.py
    target/pyld/bin/python tests/tools/shacl_compare.py --most 150 --cases FILE

Reads the public credentials, shapes and contexts from TESSERA_DATA (default: ../shared/data beside the
repository), makes mutants of each credential, lets pyshacl judge all of them, and runs the test
`agrees_with_pyshacl` of the crate on the result. Nothing is fetched. With `--cases` it writes what pyshacl found to a file and
runs no test: one that is run with TESSERA_SHACL_CASES set to that file compares. `--most` judges so many mutants, spread evenly
over all files and kinds of change.
"""

import argparse
import copy
import json
import logging
import os
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pyld
import pyshacl
import rdflib
from rdflib import SH

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TESSERA_DATA", ROOT / "../shared/data"))
FILES = sorted((DATA / "edc/sealed").glob("*.json*")) + sorted((DATA / "edc/unsealed").glob("*.json*"))
EDC_CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
COUNTS = {SH.MinCountConstraintComponent, SH.MaxCountConstraintComponent}
VOCABULARY = {SH.NodeConstraintComponent}
# Properties of the shapes that the VCDM context names.
VCDM_NAMES = [
    "credentialSchema",
    "credentialStatus",
    "credentialSubject",
    "evidence",
    "expirationDate",
    "issuanceDate",
    "issued",
    "issuer",
    "validFrom",
    "validUntil",
]
# Mutants hold ill-formed literals on purpose.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, help="judge at most so many mutants")
    parser.add_argument("--cases", type=Path, help="write what pyshacl found, and run no test")
    options = parser.parse_args()
    if not FILES:
        print("skipped: 6 files and their mutants, no data (edc)")
        return
    shacl = Shacl()
    cases = [shacl.judged(name, document) for name, document in documents(shacl, options.most)]
    broken = sum(1 for case in cases if case["facts"])
    print(f"shacl: pyshacl judged {len(cases)} documents, {broken} of them break a rule")
    table(cases)
    if options.cases:
        options.cases.write_text(json.dumps(cases))
        return
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(cases, file)
        file.flush()
        command = ["cargo", "test", "-p", "vc", "agrees_with_pyshacl", "--", "--nocapture"]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"TESSERA_SHACL_CASES": file.name}, check=True)


def documents(shacl, most):
    """Every file as it is, and its mutants: all of them, or `most` of all together, evenly spread."""
    originals = {path.name: credential(json.loads(path.read_bytes())) for path in FILES}
    # Two shapes may ask the same of a property: one mutant is enough.
    of_files = [(name, dict(shacl.mutants(document))) for name, document in originals.items()]
    mutants = [(f"{name}: {what}", mutant) for name, changed in of_files for what, mutant in changed.items()]
    step = max(1, -(-len(mutants) // most)) if most else 1
    return [(f"{name}: as it is", document) for name, document in originals.items()] + mutants[::step]


def table(cases):
    """How many documents there are of each kind of change, and how many of them break a rule."""
    kinds = {"as it is": "unchanged", "no": "property removed everywhere", "first": "property removed once"}
    kinds |= {"two": "second value", "vocabulary": "term of no vocabulary"}
    rows = Counter()
    for case in cases:
        what = case["name"].split(": ", 1)[1]
        kind = what if what in kinds else "vocabulary" if what.endswith("vocabulary") else what.split(" ")[0]
        rows[kinds[kind], bool(case["facts"])] += 1
    print(f"{'change':<28} {'documents':>9} {'break a rule':>12}")
    for kind in kinds.values():
        print(f"{kind:<28} {rows[kind, True] + rows[kind, False]:>9} {rows[kind, True]:>12}")


def credential(file):
    """The credential in a sealed file, an upload file, or as it is."""
    document = json.loads(file["payload"]) if "payload" in file else file.get("credential", file)
    # A development copy of the same context, under an address of its own.
    document["@context"] = ["https://www.w3.org/2018/credentials/v1", EDC_CONTEXT]
    return document


class Shacl:
    """The published shapes, and the names that the JSON context gives to their properties."""

    def __init__(self):
        self.contexts = json.loads((DATA / "contexts/index.json").read_text())
        self.shapes = rdflib.Graph()
        for name in ["EDC-generic-full", "EDC-generic-no-cv"]:
            self.shapes.parse(DATA / f"edc/shapes/{name}.ttl")
        self.names = self.property_names()
        self.rules = {shape: rule for shape, rule in self.property_shapes()}

    def load(self, url, _options):
        text = (DATA / "contexts" / self.contexts[url]["file"]).read_text()
        return {"contentType": "application/ld+json", "documentUrl": url, "contextUrl": None, "document": json.loads(text)}

    def property_names(self):
        terms = self.load(EDC_CONTEXT, {})["document"]["@context"]
        names = {rdflib.URIRef(f"https://www.w3.org/2018/credentials#{name}"): name for name in VCDM_NAMES}
        for name, term in terms.items():
            if isinstance(term, dict):
                prefix, local = term["@id"].split(":", 1)
                names[rdflib.URIRef(terms[prefix] + local)] = name
        return names

    def property_shapes(self):
        """Each property shape with its class and the name of its property."""
        for shape, target in self.shapes.subject_objects(SH.targetClass):
            for rule in self.shapes.objects(shape, SH.property):
                path = self.shapes.value(rule, SH.path)
                if path in self.names:
                    yield rule, (local_name(target), self.names[path])

    def judged(self, name, document):
        return {"name": name, "document": document, "facts": sorted(set(self.facts(document)))}

    def facts(self, document):
        """The rules that a document breaks, as `Class.property`."""
        quads = pyld.jsonld.to_rdf(document, {"documentLoader": self.load, "format": "application/n-quads"})
        graph = rdflib.Graph().parse(data=quads, format="nt")
        _, results, _ = pyshacl.validate(graph, shacl_graph=self.shapes)
        for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
            if not list(results.subjects(SH.detail, result)):
                yield from self.fact(results, result)

    def fact(self, results, result):
        rule = self.rules.get(results.value(result, SH.sourceShape))
        component = results.value(result, SH.sourceConstraintComponent)
        if rule and component in COUNTS | VOCABULARY:
            issuer = rule == ("EuropeanDigitalCredential", "issuer") and component in VOCABULARY
            claim = component in VOCABULARY and rule[1] in ("hasClaim", "awards", "influences")
            if not claim:
                yield "Issuer.eIDASIdentifier" if issuer else ".".join(rule)

    def mutants(self, document):
        """Copies of the document that each differ in one property of one class."""
        for shape, (kind, name) in sorted(self.rules.items(), key=lambda item: item[1]):
            required = self.shapes.value(shape, SH.minCount) is not None
            single = self.shapes.value(shape, SH.maxCount) is not None
            scheme = self.shapes.value(shape, SH.node) is not None
            if not any(name in node for node in self.of_class(document, kind)):
                continue
            if required:
                yield f"no {kind}.{name}", self.changed(document, kind, remove, name)
                yield f"first {kind} without {name}", self.changed(document, kind, remove, name, most=1)
            if single:
                yield f"two {kind}.{name}", self.changed(document, kind, double, name)
            if scheme:
                yield f"{kind}.{name} in no vocabulary", self.changed(document, kind, displace, name)

    def changed(self, document, kind, change, name, most=None):
        document = copy.deepcopy(document)
        for node in list(self.of_class(document, kind))[:most]:
            change(node, name)
        return document

    def of_class(self, value, kind):
        """All objects of a class, outermost first, except under names that the context does not define:
        JSON-LD drops those, while the crate judges what stands there."""
        if isinstance(value, list):
            for item in value:
                yield from self.of_class(item, kind)
        elif isinstance(value, dict):
            types = value.get("type", [])
            if kind in (types if isinstance(types, list) else [types]):
                yield value
            for name, item in list(value.items()):
                if name in self.names.values():
                    yield from self.of_class(item, kind)


def local_name(iri):
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def remove(node, name):
    node.pop(name, None)


def double(node, name):
    """Gives the property a second, different value."""
    value = node.get(name)
    if isinstance(value, dict) and "id" not in value:
        node[name] = value | {"mt": ["eieħor"]}
    elif value is not None and not isinstance(value, list):
        node[name] = [value, {"id": "urn:other"} if isinstance(value, dict) else other_scalar(value)]


def other_scalar(value):
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else value + "0"


def displace(node, name):
    """Moves the terms under the property into a vocabulary that is none."""
    terms = node.get(name, [])
    for term in terms if isinstance(terms, list) else [terms]:
        if isinstance(term, dict):
            term["id"] = "urn:term"
            term["inScheme"] = {"id": "urn:scheme", "type": "ConceptScheme"}


if __name__ == "__main__":
    main()
