"""Counts what stands on public trusted lists, with lxml and nothing of ours.

    python3 tests/tools/trusted_lists.py $TESSERA_DATA/edc/trusted-lists/*.xml

Prints, for each list: keys ever granted for seals and for time stamps since July 2016, then those that were when the
list was issued. The figures are those in tests/conformance/trusted_lists/mod.rs.
"""

import sys
from datetime import datetime, timezone

from lxml import etree

TSL = "{http://uri.etsi.org/02231/v2#}"
APPLIES = datetime(2016, 7, 1, tzinfo=timezone.utc)
TYPES = {"http://uri.etsi.org/TrstSvc/Svctype/CA/QC": "seal", "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST": "stamp"}


def time(text):
    return datetime.fromisoformat(text.strip().replace("Z", "+00:00"))


def use(instance):
    """For what one instance of a service is granted, or None."""
    kind = TYPES.get(instance.findtext(TSL + "ServiceTypeIdentifier").strip())
    if not instance.findtext(TSL + "ServiceStatus").strip().endswith("/TrustedList/Svcstatus/granted"):
        return None
    stated = [uri.text.strip() for uri in instance.iterfind(f".//{TSL}AdditionalServiceInformation/{TSL}URI")]
    stated = [uri.rsplit("/", 1)[1] for uri in stated if "/SvcInfoExt/For" in uri]
    return None if kind == "seal" and stated and "ForeSeals" not in stated else kind


def count(path):
    root = etree.parse(path).getroot()
    issued = time(root.findtext(f"{TSL}SchemeInformation/{TSL}ListIssueDateTime"))
    ever, now = {"seal": 0, "stamp": 0}, {"seal": 0, "stamp": 0}
    for service in root.iter(TSL + "TSPService"):
        current = service.find(TSL + "ServiceInformation")
        instances = [current, *service.iterfind(f"{TSL}ServiceHistory/{TSL}ServiceHistoryInstance")]
        spans = sorted(
            ((time(one.findtext(TSL + "StatusStartingTime")), -at, use(one)) for at, one in enumerate(instances)), key=lambda span: span[:2]
        )
        keys = len(current.findall(f"{TSL}ServiceDigitalIdentity/{TSL}DigitalId/{TSL}X509Certificate"))
        ends = [start for start, _, _ in spans[1:]] + [None]
        for wanted in ever:
            held = [(start, end) for (start, _, kind), end in zip(spans, ends) if kind == wanted and (end is None or end > APPLIES)]
            ever[wanted] += keys if held else 0
            now[wanted] += keys if any(max(start, APPLIES) <= issued and (end is None or issued < end) for start, end in held) else 0
    return ever["seal"], ever["stamp"], now["seal"], now["stamp"]


for name in sys.argv[1:]:
    print(f"{name.rsplit('/', 1)[-1]:<24}", *(f"{figure:>6}" for figure in count(name)))
