-- What was filled in at the first card login; JSON of people/registration.
create table registration (
  account_id text primary key references account (id),
  form text not null,
  registered_at bigint not null
);

-- New cards that did not match their account strictly: an administrator decides, and says why.
create table relink_request (
  id text primary key,
  reference text not null unique,
  account_id text not null references account (id),
  card text not null,
  status text not null check (status in ('pending', 'approved', 'refused')),
  asked_at bigint not null,
  decided_at bigint,
  decided_by text,
  reason text
);
create index relink_request_status on relink_request (status, asked_at);
