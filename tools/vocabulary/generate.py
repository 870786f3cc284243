#!/usr/bin/env python3
"""Makes the tables of crates/europass/src/vocabulary from the published lists.

    tools/vocabulary/generate.py

Reads the controlled lists (XML Schema, EUPL-1.2 and CC BY 4.0) and the ESCO table (English, Commission decision
2011/833/EU) from TESSERA_DATA (default: ../shared/data beside the repository); nothing is fetched. Facts only: the
code of each term and its English label. ESCO is large, so the program carries the skills that its own catalogue and
samples name; `--esco FILE` writes all of them to a file for `tessera labels add --language en`.
"""

import csv
import io
import os
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TESSERA_DATA", ROOT / "../shared/data"))
TABLES = ROOT / "crates/europass/src/vocabulary"
SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
SKILL = "http://data.europa.eu/esco/skill/"
LISTS = [
    "country",
    "credit-points",
    "eqf",
    "europass-accreditation-types",
    "europass-credential-types",
    "europass-learning-activity-types",
    "europass-learning-assessment-types",
    "europass-learning-entitlement-statuses",
    "europass-learning-entitlement-types",
    "europass-learning-opportunity-types",
    "europass-learning-schedule-types",
    "europass-learning-setting-types",
    "europass-modes",
    "europass-target-groups",
    "isced-f",
    "language",
    "nqf",
    "skill-reuse-levels",
    "skill-types",
]
# No list at hand holds these; public credentials of the Commission do, with their labels. The one of unsupervised work with
# a check of identity stands in the code of a public issuer only.
SEEN = {
    "http://data.europa.eu/snb/supervision-verification/70be69aaf9": "Supervised with ID verification",
    "http://data.europa.eu/snb/supervision-verification/c598449d64": "Unsupervised without ID verification",
    "http://data.europa.eu/snb/supervision-verification/df2880c5cb": "Unsupervised with ID verification",
}


def main():
    if sys.argv[1:2] == ["--esco"]:
        write(Path(sys.argv[2]), skills())
        return
    terms = dict(SEEN)
    for name in LISTS:
        terms |= listed(DATA / f"edc/vocabulary/{name}.xsd")
    write(TABLES / "terms.tsv", terms)
    named = set(named_skills())
    write(TABLES / "skills.tsv", {uri: label for uri, label in skills().items() if uri in named})


def listed(path):
    """The terms of a list that have a label."""
    terms = {}
    for term in ElementTree.parse(path).iter(f"{SCHEMA}enumeration"):
        label = " ".join("".join(text.itertext()) for text in term.iter(f"{SCHEMA}documentation"))
        if label.strip():
            terms[term.get("value")] = " ".join(label.split())
    return terms


def skills():
    """All ESCO skills with their English labels."""
    archive = zipfile.ZipFile(next((DATA / "esco").glob("*.zip")))
    name = next(name for name in archive.namelist() if name.rsplit("/", 1)[-1] == "skills_en.csv")
    rows = csv.DictReader(io.TextIOWrapper(archive.open(name), encoding="utf-8"))
    return {row["conceptUri"]: " ".join(row["preferredLabel"].split()) for row in rows}


def named_skills():
    """The skills that the catalogue and the samples name."""
    for folder in ["catalogue", "samples", "crates/wallet", "crates/stack", "ui/src/backend/mock"]:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in {".json", ".jsonld", ".rs", ".ts", ".jwt", ".txt"}:
                text = path.read_text(encoding="utf-8", errors="replace")
                yield from re.findall(r"http://data\.europa\.eu/esco/skill/[0-9a-f-]{36}", text)


def write(path, terms):
    path.write_text("".join(f"{uri}\t{label}\n" for uri, label in sorted(terms.items())), encoding="utf-8")
    print(f"{path.name}: {len(terms)} terms")


if __name__ == "__main__":
    main()
