//! Every bound on foreign input, in one place: name, unit, and where the number comes from.
//!
//! The largest public sealed credential measures 1.26 MB and nests 14 deep; the bounds leave room
//! above that and stay far below what would hurt an old laptop.

/// Largest input read at all, in bytes. Sixteen times the largest public sealed credential.
pub const MAX_INPUT_BYTES: usize = 20 * 1024 * 1024;

/// Deepest nesting of JSON arrays and objects. Public credentials reach 14; parsers elsewhere stop at 128.
pub const MAX_JSON_DEPTH: usize = 64;

/// Most JSON values (scalars, arrays, objects) in one document. Public credentials of 115 KB have under
/// 1,000; the largest known one is eleven times that size. Twice this many objects take over 200 MB.
pub const MAX_JSON_VALUES: usize = 200_000;

/// Most signatures in one JWS JSON serialisation. Real files carry one, conformance files two.
pub const MAX_SIGNATURES: usize = 8;

/// Most certificates considered for one seal, from `x5c` and `xVals` together. Real files carry up to 9.
pub const MAX_CERTIFICATES: usize = 64;

/// Most `etsiU` elements in one seal. Real files carry 4; a yearly archive timestamp for 40 years needs fewer than 128.
pub const MAX_UNSIGNED_ELEMENTS: usize = 128;

/// Most time-stamp tokens verified for one seal.
pub const MAX_TIMESTAMPS: usize = 64;

/// Most bytes hashed to hold the archive time stamps of one seal against what they cover: over a hundred
/// times what the largest public credential with 40 yearly stamps needs, and under a second of work.
pub const MAX_STAMPED_BYTES: usize = 256 * 1024 * 1024;

/// Most OCSP responses and CRLs read for one seal.
pub const MAX_REVOCATION_ITEMS: usize = 64;

/// Largest single DER structure (certificate, token, OCSP response, CRL) in bytes.
pub const MAX_DER_BYTES: usize = 4 * 1024 * 1024;

/// Largest trust list file in bytes. The largest national trusted list has 2 MB.
pub const MAX_TRUST_LIST_BYTES: usize = 16 * 1024 * 1024;

/// Most keys and issuers on one trust list. The longest national trusted list has under 500.
pub const MAX_LISTED: usize = 20_000;

/// Most nodes of one XML document. National trusted lists have up to 40,000; so many take 40 MB.
pub const MAX_XML_NODES: usize = 500_000;

/// Most attributes of one XML document, as counted by their equals signs; so many take 40 MB.
pub const MAX_XML_ATTRIBUTES: usize = 500_000;

/// Most attributes of one XML element: whether one stands twice is found out by comparing each with each.
pub const MAX_XML_ELEMENT_ATTRIBUTES: usize = 256;

/// Most namespace declarations in one XML document: an element that has one copies those around it. Trusted
/// lists have up to 9.
pub const MAX_XML_NAMESPACES: usize = 256;

/// Largest canonical form of one XML document, in bytes. It grows where names of namespaces are repeated.
pub const MAX_CANONICAL_XML_BYTES: usize = 2 * MAX_TRUST_LIST_BYTES;

/// Most references in one XML signature. Trusted lists have 2 or 3.
pub const MAX_XML_REFERENCES: usize = 8;

/// Most pictures taken into a view.
pub const MAX_IMAGES: usize = 32;

/// Largest picture shown, in bytes after base64 decoding.
pub const MAX_IMAGE_BYTES: usize = 2 * 1024 * 1024;

/// Deepest chain of parts of an achievement that is shown.
pub const MAX_PART_DEPTH: usize = 8;

/// Most claims, with their parts, read into one view. The largest public transcript has 11.
pub const MAX_CLAIMS: usize = 2_000;

/// Most text read into one view and those of the credentials nested in it, in bytes, pictures aside. The
/// largest public credential has about 300 KB.
pub const MAX_VIEW_BYTES: usize = 4 * 1024 * 1024;

/// Most text read into the views of all credentials of one file, in bytes; each may take
/// [`ORDINARY_VIEW_BYTES`] in any case.
pub const MAX_VIEWS_BYTES: usize = 32 * 1024 * 1024;
/// What the view of an ordinary credential needs at most, in bytes. Public badges need under 20 KB.
pub const ORDINARY_VIEW_BYTES: usize = 64 * 1024;
/// What every item of a list in a view costs in memory, however little it says, in bytes.
pub const VIEW_ITEM_BYTES: usize = 256;
/// Most broken rules named in one report. The worst public credential breaks about 10.
pub const MAX_BROKEN_RULES: usize = 100;

/// Longest name of a property that is looked into, in bytes. The longest of ELM 3 has 32.
pub const MAX_TERM_BYTES: usize = 64;

/// Most credentials in one list. A class of students has 30, a transcript of records under 200.
pub const MAX_PIECES: usize = 10_000;

/// Most opening braces tried in one text. A mail with a pasted credential has 1.
pub const MAX_TEXT_ATTEMPTS: usize = 256;

/// Most bytes looked through for closing braces in one text: under a tenth of a second.
pub const MAX_TEXT_WORK: usize = 64 * 1024 * 1024;

/// Most chunks of one PNG picture. Encoders write chunks of 8 KB and more: 20 MB in 2,500.
pub const MAX_PNG_CHUNKS: usize = 16_384;

/// Most tags, attributes, texts and comments of one SVG picture. Large maps have some 100,000.
pub const MAX_SVG_PIECES: usize = 200_000;

/// Deepest nesting of elements in one XML document. Drawings reach 20, trusted lists 15.
pub const MAX_XML_DEPTH: usize = 256;

/// Most names that one SVG picture gives to the namespaces of badges, or takes away from them.
pub const MAX_XML_NAMES: usize = 64;

/// Most streams of one PDF document that are looked at. One of 20 MB has a few thousand.
pub const MAX_PDF_STREAMS: usize = 16_384;

/// Longest dictionary of a stream in a PDF document, in bytes. Those of attachments have about 200.
pub const MAX_PDF_DICTIONARY_BYTES: usize = 4_096;

/// Most bytes of attachments read of one PDF document, after decompression: under half a second.
pub const MAX_PDF_READ_BYTES: usize = 64 * 1024 * 1024;

/// Most credentials looked for in one picture or document. Pictures carry 1, of two editions 2.
pub const MAX_CARRIED: usize = 32;

/// Most text of all credentials in one picture or document after decompression, in bytes: six times the
/// largest public sealed credential.
pub const MAX_CARRIED_BYTES: usize = 8 * 1024 * 1024;

/// Most proofs on one document. Real ones carry up to 2, conformance files 3.
pub const MAX_PROOFS: usize = 16;

/// Most credentials nested in one, endorsements included, at every depth together. A transcript of records has
/// under 200.
pub const MAX_NESTED: usize = 256;

/// Deepest nesting of credentials in credentials.
pub const MAX_NESTED_DEPTH: usize = 4;

/// Longest base58 text decoded, in bytes: decoding takes quadratic time. A signature has 88.
pub const MAX_BASE58_BYTES: usize = 256;

/// Most steps of canonicalisation, as `jsonld` counts them, for one file with everything that it carries,
/// shared evenly among its credentials: a fiftieth of a second. Public credentials need under 10; a ring of
/// 50 like blank nodes needs all of it.
pub const MAX_CANON_WORK: usize = 10_000;

/// Most statements of one proof. Real ones make 6.
pub const MAX_PROOF_QUADS: usize = 64;

/// Most statements of one document that are signed one by one: a tenth of a second. Public ones have under 100.
pub const MAX_SIGNED_STATEMENTS: usize = 2_000;

/// Most proofs of one document that follow others: each means canonicalising the document once more.
/// Conformance files carry 2.
pub const MAX_CHAINED_PROOFS: usize = 4;

/// Largest DID document, in bytes. Public ones have under 20 KB.
pub const MAX_DID_DOCUMENT_BYTES: usize = 512 * 1024;

/// Most entries under `verificationMethod`, and most under `assertionMethod`, of a DID document.
pub const MAX_VERIFICATION_METHODS: usize = 256;

/// Largest log of DID documents, and largest file of witnesses' proofs, in bytes. Public logs have under 100 KB.
pub const MAX_DID_LOG_BYTES: usize = 512 * 1024;

/// Most entries of a log of DID documents. Public ones have under 20.
pub const MAX_DID_LOG_ENTRIES: usize = 128;

/// Most proofs on one entry of such a log. The standard asks for 1.
pub const MAX_DID_LOG_PROOFS: usize = 4;

/// Most keys, hashes of keys or witnesses in one entry of such a log.
pub const MAX_DID_LOG_KEYS: usize = 32;

/// Most proofs of witnesses verified for one log.
pub const MAX_WITNESS_PROOFS: usize = 256;

/// Most logs of DID documents remembered, with their newest document.
pub const MAX_REMEMBERED_LOGS: usize = 32;

/// Largest status list credential, in bytes. The shortest list of the standard has 16 KB at most, one of
/// 16 million entries 2.7 MB.
pub const MAX_STATUS_LIST_BYTES: usize = 4 * 1024 * 1024;

/// Largest status list after decompression, in bytes: 16 million entries of one bit have 2 MB.
pub const MAX_STATUS_LIST_INFLATED_BYTES: usize = 8 * 1024 * 1024;

/// Most status lists remembered by one verifier.
pub const MAX_REMEMBERED_LISTS: usize = 64;

/// Most memory for remembered status lists with what they were verified from, in bytes. A list of a million
/// entries takes under 200 KB.
pub const MAX_REMEMBERED_LIST_BYTES: usize = 16 * 1024 * 1024;

/// Most disclosures beside one token. Public ones carry up to 40.
pub const MAX_DISCLOSURES: usize = 1_000;

/// Most text of disclosures beside one token, in bytes: a portrait has under 200 KB.
pub const MAX_DISCLOSED_BYTES: usize = 2 * 1024 * 1024;

/// Most status entries of one credential. Real ones carry up to 2.
pub const MAX_STATUS_ENTRIES: usize = 16;
