-- Applications behind a proxy that asks Parvis about each request. `registration` is the JSON of
-- protocols/forward-auth/protected-application.
create table protected_application (
  id text primary key,
  -- `https://host[:port]`: what a request of the proxy is matched with.
  origin text not null unique,
  registration text not null,
  -- Of what the proxy proves itself with; null where it is known by its address.
  secret_sha256 text,
  added_at bigint not null
);

-- What the cookie of an application's own host stands for. It opens that application alone, and dies with the session.
create table application_session (
  -- SHA-256 of the cookie's value, which is nowhere at rest.
  id_hash text primary key,
  application_id text not null references protected_application (id) on delete cascade,
  session_handle text not null references session (handle) on delete cascade,
  opened_at bigint not null
);
create index application_session_session on application_session (session_handle);
create index application_session_application on application_session (application_id);
