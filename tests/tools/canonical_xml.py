"""Makes crates/vc/src/xml/canonical_cases.json: generated documents, and what libxml2 (through lxml) makes of them.

    python3 tests/tools/canonical_xml.py > crates/vc/src/xml/canonical_cases.json

Needs lxml (6.1 made the file that is kept). The cases are the same at every run with the same lxml.
"""

import json
import random

from lxml import etree

PREFIXES = ["", "a", "b", "c"]
URIS = ["urn:one", "urn:two", "urn:three"]
TEXTS = ["plain", " space ", "&amp;&lt;&gt;", "\"quoted'", "ä\u20ac\U0001f600", "&#13;&#9;", "<![CDATA[<raw> & more]]>", "line\n\ttab", "]]&gt;"]
VALUES = ["", "x", " a  b ", "&quot;&amp;&lt;", "&#9;&#10;&#13;", "é", "a>b", "it's"]


def element(source, scope, depth):
    """A random element, well-formed in the namespaces around it."""
    scope = dict(scope)
    declared = {}
    for prefix in PREFIXES:
        if source.random() < 0.3:
            uri = "" if prefix == "" and source.random() < 0.3 else source.choice(URIS)
            scope[prefix] = declared[prefix] = uri
    known = [prefix for prefix in PREFIXES if prefix == "" or prefix in scope]
    prefix = source.choice(known)
    name = (prefix + ":" if prefix else "") + source.choice("xyz")
    parts = [f'xmlns{":" + one if one else ""}="{uri}"' for one, uri in declared.items()]
    taken = set()
    for _ in range(source.randrange(4)):
        prefix = source.choice([one for one in known if one] + [""])
        local = source.choice("klmn")
        expanded = (scope[prefix] if prefix else None, local)
        if expanded not in taken:
            taken.add(expanded)
            parts.append((prefix + ":" if prefix else "") + f'{local}="{source.choice(VALUES)}"')
    source.shuffle(parts)
    space = source.choice([" ", "  ", "\n"])
    tag = name + "".join(space + part for part in parts)
    if depth == 0 or source.random() < 0.2:
        return f"<{tag}/>" if source.random() < 0.5 else f"<{tag} ></{name} >"
    content = []
    for _ in range(source.randrange(1, 5)):
        kind = source.random()
        if kind < 0.5:
            content.append(element(source, scope, depth - 1))
        elif kind < 0.85:
            content.append(source.choice(TEXTS))
        elif kind < 0.93:
            content.append("<!-- a comment -->")
        else:
            content.append("<?target some  data?>")
    return f"<{tag}>{''.join(content)}</{name}>"


def case(source):
    document = element(source, {}, 4)
    if source.random() < 0.3:
        document = "<?first?>\n<!-- before -->" + document + "\n<?last  one?><!-- after -->"
    tree = etree.ElementTree(etree.fromstring(document.encode()))
    elements = [node for node in tree.iter() if isinstance(node.tag, str)]
    part = source.randrange(len(elements))
    prefixes = source.sample(PREFIXES[1:], source.randrange(3))
    return {
        "document": document,
        "inclusive": etree.tostring(tree, method="c14n", with_comments=False).decode(),
        "exclusive": etree.tostring(tree, method="c14n", exclusive=True, with_comments=False).decode(),
        "part": part,
        "prefixes": prefixes,
        "part_inclusive": etree.tostring(elements[part], method="c14n", with_comments=False, with_tail=False).decode(),
        "part_exclusive": etree.tostring(
            elements[part], method="c14n", exclusive=True, inclusive_ns_prefixes=prefixes, with_comments=False, with_tail=False
        ).decode(),
    }


def main():
    source = random.Random(20261122)
    cases = []
    while len(cases) < 60:
        one = case(source)
        if 150 < len(one["document"]) < 400:
            cases.append(one)
    print("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]")


main()
