-- Why a card was accepted or refused, so that it can be judged again from the same bytes at the same instant.

create table card_evidence (
  -- What the person reads to support.
  reference text primary key,
  examined_at bigint not null,
  -- Null: no certificate was presented.
  certificate_sha256 text,
  -- JSON of sign-in/methods/smart-card/evidence.
  record text not null,
  -- Why the login was refused although the card itself was accepted.
  refused_afterwards text,
  kept_until bigint not null
);
create index card_evidence_certificate on card_evidence (certificate_sha256, examined_at);
create index card_evidence_age on card_evidence (kept_until);

-- Certificates, lists, answers and decisions in force, each once whatever number of examinations rests on it.
create table evidence_bytes (
  sha256 text primary key,
  -- Null: too long for the database; a file in the data folder of a process that judged by it.
  content_base64 text,
  octets bigint not null,
  kept_until bigint not null
);
create index evidence_bytes_age on evidence_bytes (kept_until);
