-- One schema for SQLite and PostgreSQL: text identifiers, instants as epoch milliseconds (bigint), JSON as text.

create table account (
  id text primary key,
  email text not null,
  -- What addresses are compared by: trimmed, NFC, lower case.
  email_key text not null unique,
  given_names text not null,
  surname text not null,
  status text not null check (status in ('active', 'inactive')),
  locale text not null default 'fr',
  created_at bigint not null
);

create table account_profile (
  account_id text not null references account (id),
  profile text not null,
  granted_at bigint not null,
  primary key (account_id, profile)
);

create table password (
  account_id text primary key references account (id),
  hash text not null,
  -- 'temporary': mailed at the invitation, dies at expires_at, must be changed at its first use (RS-1).
  kind text not null check (kind in ('temporary', 'chosen')),
  expires_at bigint,
  changed_at bigint not null
);

create table certificate_binding (
  id text primary key,
  account_id text not null references account (id),
  sha256 text not null unique,
  der_base64 text not null,
  -- Link key: the pinned authority and the serial number it gave.
  authority_sha256 text not null,
  serial_number text not null,
  label text not null,
  issuer text not null,
  siren text,
  given_names text,
  surname text,
  not_before bigint not null,
  not_after bigint not null,
  status text not null check (status in ('active', 'blocked')),
  bound_at bigint not null,
  last_used_at bigint,
  unique (authority_sha256, serial_number)
);
create index certificate_binding_account on certificate_binding (account_id);

create table expertise (
  id text primary key,
  reference text not null unique,
  title text not null,
  court text not null,
  opened_by text not null references account (id),
  opened_at bigint not null
);

-- Entries are never deleted; a person put back gets a new entry (S1.18, R3).
create table participant (
  id text primary key,
  expertise_id text not null references expertise (id),
  account_id text not null references account (id),
  profile text not null,
  status text not null check (status in ('active', 'inactive')),
  invited_by text references account (id),
  invited_at bigint not null,
  deactivated_at bigint,
  deactivated_by text references account (id)
);
create index participant_account on participant (account_id, status);
create index participant_expertise on participant (expertise_id);

create table terms_version (
  id text primary key,
  label text not null,
  -- JSON array of profiles.
  audience text not null,
  effective_at bigint not null,
  -- 'minor' asks nobody again.
  kind text not null check (kind in ('major', 'minor')),
  sha256 text not null,
  pdf_base64 text not null,
  published_at bigint not null
);

-- The evidence register: kept apart from logs, never purged with them (LG-10).
create table terms_acceptance (
  id text primary key,
  account_id text not null references account (id),
  terms_id text not null references terms_version (id),
  terms_sha256 text not null,
  profile text not null,
  method text not null,
  accepted_at bigint not null,
  unique (account_id, terms_id, profile)
);

-- One sign-in under way. `intent` and `state` are the JSON of sign-in/transaction; `version` makes each step
-- compare-and-swap.
create table sign_in (
  id text primary key,
  browser_key text not null,
  intent text not null,
  state text not null,
  version bigint not null,
  started_at bigint not null,
  expires_at bigint not null
);
create index sign_in_browser on sign_in (browser_key, started_at);
create index sign_in_expiry on sign_in (expires_at);

-- The e-mailed code of a sign-in: tries are counted before comparing, consumption is one statement (OT-5, OT-7, OT-8).
create table email_code (
  sign_in_id text primary key,
  secret_sealed text not null,
  counter bigint not null,
  code_fingerprint text not null,
  tries bigint not null,
  issued_at bigint not null,
  expires_at bigint not null,
  ended_at bigint
);

-- Each sending of a code, to keep within the limits per address (OT-13). `recipient` is a fingerprint of the address.
create table code_sending (
  id text primary key,
  recipient text not null,
  sent_at bigint not null
);
create index code_sending_recipient on code_sending (recipient, sent_at);

-- Failures are counted per subject: an account, a network, a browser known to an account.
create table throttle (
  subject text primary key,
  failures bigint not null,
  failures_today bigint not null,
  day_started_at bigint not null,
  blocked_until bigint not null,
  updated_at bigint not null
);

-- One row per e-mailed secret link or temporary grant: reset, activation. Only the hash of the token is kept (RS-2).
create table mailed_link (
  token_hash text primary key,
  purpose text not null,
  account_id text not null references account (id),
  issued_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index mailed_link_account on mailed_link (account_id, purpose);

-- Browsers in which an account has logged in: strangers' failures do not slow them down (threat of lock-out).
create table known_browser (
  account_id text not null references account (id),
  browser_hash text not null,
  last_login_at bigint not null,
  primary key (account_id, browser_hash)
);

create table session (
  -- SHA-256 of the cookie's identifier: the identifier itself is nowhere at rest.
  id_hash text primary key,
  -- Shown to the person and to support; opens nothing.
  handle text not null unique,
  account_id text not null references account (id),
  profile text not null,
  method text not null,
  assurance text not null,
  certificate_binding_id text references certificate_binding (id),
  entry_expertise_id text references expertise (id),
  user_agent text not null,
  authenticated_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  ended_because text
);
create index session_account on session (account_id, ended_at);

create table mail_outbox (
  id text primary key,
  recipient text not null,
  template text not null,
  -- Sealed: it may hold a code or a temporary password.
  parameters_sealed text not null,
  state text not null check (state in ('pending', 'sent', 'undeliverable', 'expired')),
  attempts bigint not null,
  next_attempt_at bigint not null,
  -- A mail that is useless later (a code) dies instead of arriving late.
  expires_at bigint,
  -- What it is about (`sign-in:…`, `participant:…`), to show its state.
  subject text,
  last_error text,
  created_at bigint not null,
  settled_at bigint
);
create index mail_outbox_due on mail_outbox (state, next_attempt_at);
create index mail_outbox_subject on mail_outbox (subject);

create table journal (
  sequence bigint primary key,
  occurred_at bigint not null,
  event text not null,
  -- JSON object of the event's data, redacted when written.
  data text not null,
  previous_hash text not null,
  hash text not null unique
);

-- One row: the newest entry. Writers take it in turn.
create table journal_head (
  id bigint primary key check (id = 1),
  sequence bigint not null,
  hash text not null
);
insert into journal_head (id, sequence, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Short-lived things, when Redis is not there.
create table ephemeral (
  key text primary key,
  value text not null,
  count bigint not null,
  expires_at bigint not null
);
create index ephemeral_expiry on ephemeral (expires_at);

-- What express-session keeps, when Redis is not there. `key` is the SHA-256 of the cookie's identifier.
create table http_session (
  key text primary key,
  data text not null,
  expires_at bigint not null
);
create index http_session_expiry on http_session (expires_at);
