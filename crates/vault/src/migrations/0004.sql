-- Lists by provider with the latest first, and what was judged longest ago.
CREATE INDEX card_by_issuer_issued ON card (archived, issuer, issued DESC, title);
CREATE INDEX judgement_by_time ON judgement (checked_at);
