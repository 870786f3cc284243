// A context in our own words: another spelling of the same meaning, for JSON-LD 1.1.
//
// Written out: an IRI that is spelled with a name which the context itself defines, or one that stands
// before it in the same array. Nothing can come between the two, so every reader resolves it alike.
// Left as it is: an IRI spelled with a name from elsewhere. What that name means, the document decides.
//
// Never touched: which terms there are, which are prefixes, which are protected, and in which scope.
// One reader can tell the spellings apart: a document that names a context and then writes the same one out
// itself. Terms that are protected and have contexts of their own may only be repeated letter by letter.

/** The table for a published document; `published(url)` gives those that it names. */
export function table(document, published) {
  return { "@context": context(document["@context"], new Map(), published) };
}

/** Its text: one line a term, keys in order, so that a change shows as the terms that changed. */
export function text({ "@context": context }) {
  const items = [context].flat().map((item) => (isObject(item) ? lines(item) : JSON.stringify(item)));
  return `{"@context":${Array.isArray(context) ? `[${items.join(",")}]` : items[0]}}\n`;
}

/** `before` says what the terms of the contexts to the left stand for. */
function context(source, before, published) {
  if (Array.isArray(source)) {
    const known = new Map(before);
    const items = source.map((item) => {
      const done = context(item, known, published);
      learn(item, known, published);
      return done;
    });
    return items.length === 1 ? items[0] : items;
  }
  if (!isObject(source)) return source;
  const scope = { own: source, before };
  const whether = source["@protected"] ?? false;
  return ordered(source, (name, value) => {
    if (name === "@protected" && value === false) return undefined;
    return name.startsWith("@") ? value : definition(name, value, scope, whether, published);
  });
}

/** Adds what the terms of a context stand for, or that nobody here can say. */
function learn(source, known, published) {
  if (source === null) known.clear();
  else if (Array.isArray(source)) source.forEach((item) => learn(item, known, published));
  else if (isObject(source)) {
    const scope = { own: source, before: new Map(known) };
    for (const term of Object.keys(source)) known.set(term, meaning(term, scope, []));
  } else learn(published(source)["@context"], known, published);
}

function definition(name, source, scope, whether, published) {
  if (typeof source === "string") return iri(source, scope, [name]);
  if (!isObject(source)) return source;
  const done = ordered(source, (member, value) => {
    switch (member) {
      case "@id":
      case "@type":
      case "@reverse":
        return iri(value, scope, [name]);
      case "@context":
        return context(value, new Map(), published);
      case "@container":
        return Array.isArray(value) && value.length === 1 ? value[0] : value;
      case "@protected":
        return value === whether ? undefined : value;
      default:
        return value;
    }
  });
  return simple(done) ? done["@id"] : done;
}

/** True when the short form `"term": "iri"` says the same: that form makes a prefix of what ends like one. */
function simple(definition) {
  const { "@id": id } = definition;
  return (
    Object.keys(definition).length === 1 && typeof id === "string" && absolute(id) && !endsLikePrefix(id)
  );
}

/** An IRI, written out when `scope` says what it is spelled with. `seen` ends a chain that bites its tail. */
function iri(spelled, scope, seen) {
  if (typeof spelled !== "string" || spelled.startsWith("@") || absolute(spelled)) return spelled;
  const whole = meaning(spelled, scope, seen);
  if (whole) return whole.iri;
  const colon = spelled.indexOf(":");
  if (colon < 1) return spelled;
  const prefix = meaning(spelled.slice(0, colon), scope, seen);
  return prefix?.isPrefix ? prefix.iri + spelled.slice(colon + 1) : spelled;
}

/** What a term stands for and whether it is a prefix, as far as `scope` knows. */
function meaning(term, { own, before }, seen) {
  if (!Object.hasOwn(own, term)) return before.get(term);
  const source = own[term];
  if (seen.includes(term) || source === null) return undefined;
  const short = typeof source === "string";
  const found = iri(short ? source : source["@id"], { own, before }, [...seen, term]);
  if (typeof found !== "string" || !absolute(found)) return undefined;
  return {
    iri: found,
    isPrefix: short ? endsLikePrefix(found) && !/[:/]/.test(term) : source["@prefix"] === true,
  };
}

/** No prefix can change the reading of an IRI with an authority (JSON-LD API §5.2, step 6.2). */
function absolute(iri) {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(iri);
}

/** Ends with a gen-delim (JSON-LD API §4.2, step 14.2.5). */
function endsLikePrefix(iri) {
  return /[:/?#[\]@]$/.test(iri);
}

function lines(object) {
  const members = Object.entries(object).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  return `{\n${members.join(",\n")}\n}`;
}

/** The members in order of their names, each made by `make`; `undefined` leaves one out. */
function ordered(object, make) {
  const members = Object.keys(object)
    .sort()
    .map((name) => [name, make(name, object[name])]);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
