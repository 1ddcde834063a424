-- Whose sign-in it is, once something is proven for an account: a new password ends what the old one began.

alter table sign_in add column account_id text;
create index sign_in_account on sign_in (account_id);
