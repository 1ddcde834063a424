-- Whom the operator lets decide for the platform, by card.
create table administrator (
  account_id text primary key references account (id),
  appointed_at bigint not null
);
