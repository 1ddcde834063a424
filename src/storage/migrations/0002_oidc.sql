-- Applications that trust Parvis. `registration` is the JSON of protocols/oidc/application.
create table oidc_client (
  id text primary key,
  registration text not null,
  -- Sealed, not hashed: it also signs (client_secret_jwt) and must be compared by the library.
  secret_sealed text,
  added_at bigint not null,
  secret_changed_at bigint
);

-- What the provider keeps between two requests: codes, tokens, proofs that were used, requests that wait. Few indexes: it
-- is written at every login, and what has expired is looked for every few minutes only.
create table oidc_artifact (
  model text not null,
  -- SHA-256 of what the browser or the application holds: no code and no token is at rest.
  id_hash text not null,
  payload text not null,
  grant_id text,
  expires_at bigint not null,
  consumed_at bigint,
  primary key (model, id_hash)
);
create index oidc_artifact_grant on oidc_artifact (grant_id) where grant_id is not null;

-- An application that a session is logged in to, and how it was told that the session is over.
create table oidc_login (
  session_handle text not null references session (handle) on delete cascade,
  client_id text not null references oidc_client (id) on delete cascade,
  logged_in_at bigint not null,
  -- 'open'; then 'leaving' while the logout token is due; then 'told', 'unreachable' (given up) or 'closed' (nobody to tell).
  state text not null check (state in ('open', 'leaving', 'told', 'unreachable', 'closed')),
  attempts bigint not null,
  next_attempt_at bigint,
  last_error text,
  settled_at bigint,
  primary key (session_handle, client_id)
);
create index oidc_login_state on oidc_login (state, next_attempt_at);

-- Keys that sign what applications verify. Of each algorithm a key is published first, signs later, and is withdrawn last.
create table signing_key (
  kid text primary key,
  algorithm text not null,
  -- Counts up per algorithm: of several processes that make the next key at once, one succeeds.
  generation bigint not null,
  private_jwk_sealed text not null,
  published_at bigint not null,
  active_from bigint not null,
  withdrawn_at bigint,
  unique (algorithm, generation)
);
