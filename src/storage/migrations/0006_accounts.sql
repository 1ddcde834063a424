-- What somebody filled in for a personal account (S0.9). Until the mailed link is used there is no account, and the
-- address is nobody's: several people may have claimed it.
create table personal_account_claim (
  id text primary key,
  -- Of the newest link.
  token_hash text not null unique,
  email text not null,
  email_key text not null,
  password_hash text not null,
  -- JSON of people/personal-account.
  identity text not null,
  claimed_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index personal_account_claim_expiry on personal_account_claim (expires_at);

create table personal_account (
  account_id text primary key references account (id),
  identity text not null,
  -- When the person declared that the address is theirs alone (S0.1).
  declared_at bigint not null,
  activated_at bigint not null
);

-- A new address that waits for its proof; the newest of an account alone counts (RS-10).
create table email_change (
  token_hash text primary key,
  account_id text not null references account (id),
  email text not null,
  email_key text not null,
  asked_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index email_change_account on email_change (account_id);
create index email_change_expiry on email_change (expires_at);

-- Each mailed link that anybody can have sent to any address, to keep within the limits (TH-9). `recipient` is a
-- fingerprint of the address.
create table link_sending (
  id text primary key,
  recipient text not null,
  sent_at bigint not null
);
create index link_sending_recipient on link_sending (recipient, sent_at);
create index link_sending_age on link_sending (sent_at);

-- Which warnings about the end of a card were mailed: each once (S2.31).
create table expiry_notice (
  certificate_binding_id text not null references certificate_binding (id),
  days_before bigint not null,
  announced_at bigint not null,
  primary key (certificate_binding_id, days_before)
);
create index certificate_binding_end on certificate_binding (not_after);

-- How far somebody is with the order of a certificate (S2.29); one order at a time.
create table certificate_order (
  id text primary key,
  account_id text not null references account (id),
  -- JSON of people/certificate-order.
  progress text not null,
  begun_at bigint not null,
  changed_at bigint not null,
  finished_at bigint
);
create unique index certificate_order_open on certificate_order (account_id) where finished_at is null;

-- Whom an entry is about, out of its data: « mes connexions » asks for one person's.
alter table journal add column account_id text;
create index journal_account on journal (account_id, sequence);
