-- The names as the inviter wrote them: typing an address must not show whose account it is.
alter table participant add column given_names text;
alter table participant add column surname text;
-- What closed the entry: 'lead' (the expert), 'court' (a magistrate or clerk) or 'operator'. R15: an expert does not
-- put back whom the court closed.
alter table participant add column deactivated_as text;
-- Of several people adding the same person at once, one succeeds (S1.19: several entries over time, one active).
create unique index participant_one_active on participant (expertise_id, account_id) where status = 'active';

create table invitation (
  id text primary key,
  participant_id text not null unique references participant (id),
  account_id text not null references account (id),
  -- What the newest sending gave: a secret of its own, or nothing because the person had one.
  access text not null check (access in ('initial-password', 'activation-link', 'existing-account')),
  -- How often it was sent; the mails of sending N are about `invitation:<id>:<N>`.
  sendings bigint not null,
  sent_at bigint not null,
  secret_expires_at bigint,
  -- The first login after it.
  accepted_at bigint,
  -- « Demander un nouvel envoi »
  resend_asked_at bigint
);
create index invitation_account on invitation (account_id, accepted_at);

-- The lawyers' directory is replaced whole: a new edition is loaded beside the one in use, then takes its place.
create table lawyer_edition (
  id text primary key,
  state text not null check (state in ('loading', 'current', 'former')),
  loaded_at bigint not null,
  lawyers bigint not null,
  -- JSON array of the bars as written, in alphabetical order.
  bars text not null
);
create unique index lawyer_edition_current on lawyer_edition (state) where state = 'current';

create table lawyer (
  edition_id text not null references lawyer_edition (id),
  -- Rank in alphabetical order: the same order on every engine.
  rank bigint not null,
  surname text not null,
  given_names text not null,
  bar text not null,
  email text,
  phone text,
  primary key (edition_id, rank)
);
create index lawyer_bar on lawyer (edition_id, bar, rank);

-- The words of each name, of a to z and 0 to 9 alone: their order is the same under every collation.
create table lawyer_word (
  edition_id text not null references lawyer_edition (id),
  word text not null,
  rank bigint not null,
  primary key (edition_id, word, rank)
);
