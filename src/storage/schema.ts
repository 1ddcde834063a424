/** The tables of migrations/*.sql as types. Instants are epoch milliseconds; `status` and `kind` are closed lists. */
import type { Kysely } from 'kysely'

export interface Tables {
  account: {
    id: string
    email: string
    email_key: string
    given_names: string
    surname: string
    status: 'active' | 'inactive'
    locale: string
    created_at: number
  }
  account_profile: { account_id: string; profile: string; granted_at: number }
  administrator: { account_id: string; appointed_at: number }
  password: {
    account_id: string
    hash: string
    kind: 'temporary' | 'chosen'
    expires_at: number | null
    changed_at: number
  }
  certificate_binding: {
    id: string
    account_id: string
    sha256: string
    der_base64: string
    authority_sha256: string
    serial_number: string
    label: string
    issuer: string
    siren: string | null
    given_names: string | null
    surname: string | null
    not_before: number
    not_after: number
    status: 'active' | 'blocked'
    bound_at: number
    last_used_at: number | null
  }
  expertise: { id: string; reference: string; title: string; court: string; opened_by: string; opened_at: number }
  participant: {
    id: string
    expertise_id: string
    account_id: string
    profile: string
    status: 'active' | 'inactive'
    invited_by: string | null
    invited_at: number
    deactivated_at: number | null
    deactivated_by: string | null
    given_names: string | null
    surname: string | null
    deactivated_as: 'lead' | 'court' | 'operator' | null
  }
  invitation: {
    id: string
    participant_id: string
    account_id: string
    access: 'initial-password' | 'activation-link' | 'existing-account'
    sendings: number
    sent_at: number
    secret_expires_at: number | null
    accepted_at: number | null
    resend_asked_at: number | null
  }
  lawyer_edition: {
    id: string
    state: 'loading' | 'current' | 'former'
    loaded_at: number
    lawyers: number
    bars: string
  }
  lawyer: {
    edition_id: string
    rank: number
    surname: string
    given_names: string
    bar: string
    email: string | null
    phone: string | null
  }
  lawyer_word: { edition_id: string; word: string; rank: number }
  terms_version: {
    id: string
    label: string
    audience: string
    effective_at: number
    kind: 'major' | 'minor'
    sha256: string
    pdf_base64: string
    published_at: number
  }
  terms_acceptance: {
    id: string
    account_id: string
    terms_id: string
    terms_sha256: string
    profile: string
    method: string
    accepted_at: number
  }
  sign_in: {
    id: string
    browser_key: string
    intent: string
    state: string
    account_id: string | null
    version: number
    started_at: number
    expires_at: number
  }
  email_code: {
    sign_in_id: string
    secret_sealed: string
    counter: number
    code_fingerprint: string
    tries: number
    issued_at: number
    expires_at: number
    ended_at: number | null
  }
  code_sending: { id: string; recipient: string; sent_at: number }
  throttle: {
    subject: string
    failures: number
    failures_today: number
    day_started_at: number
    blocked_until: number
    updated_at: number
  }
  mailed_link: {
    token_hash: string
    purpose: string
    account_id: string
    issued_at: number
    expires_at: number
    used_at: number | null
  }
  known_browser: { account_id: string; browser_hash: string; last_login_at: number }
  session: {
    id_hash: string
    handle: string
    account_id: string
    profile: string
    method: string
    assurance: string
    certificate_binding_id: string | null
    entry_expertise_id: string | null
    user_agent: string
    authenticated_at: number
    last_seen_at: number
    expires_at: number
    ended_at: number | null
    ended_because: string | null
  }
  mail_outbox: {
    id: string
    recipient: string
    template: string
    parameters_sealed: string
    state: 'pending' | 'sent' | 'undeliverable' | 'expired'
    attempts: number
    next_attempt_at: number
    expires_at: number | null
    subject: string | null
    last_error: string | null
    created_at: number
    settled_at: number | null
  }
  revoked_certificate: {
    issuer_key_sha256: string
    serial_number: string
    reason: string
    revoked_at: number
    stated_at: number
  }
  card_evidence: {
    reference: string
    examined_at: number
    certificate_sha256: string | null
    record: string
    refused_afterwards: string | null
    kept_until: number
  }
  evidence_bytes: { sha256: string; content_base64: string | null; octets: number; kept_until: number }
  registration: { account_id: string; form: string; registered_at: number }
  relink_request: {
    id: string
    reference: string
    account_id: string
    card: string
    status: 'pending' | 'approved' | 'refused'
    asked_at: number
    decided_at: number | null
    decided_by: string | null
    reason: string | null
  }
  oidc_client: {
    id: string
    registration: string
    secret_sealed: string | null
    added_at: number
    secret_changed_at: number | null
  }
  oidc_artifact: {
    model: string
    id_hash: string
    payload: string
    grant_id: string | null
    expires_at: number
    consumed_at: number | null
  }
  oidc_login: {
    session_handle: string
    client_id: string
    logged_in_at: number
    state: 'open' | 'leaving' | 'told' | 'unreachable' | 'closed'
    attempts: number
    next_attempt_at: number | null
    last_error: string | null
    settled_at: number | null
  }
  signing_key: {
    kid: string
    algorithm: string
    generation: number
    private_jwk_sealed: string
    published_at: number
    active_from: number
    withdrawn_at: number | null
  }
  protected_application: {
    id: string
    origin: string
    registration: string
    secret_sha256: string | null
    added_at: number
  }
  application_session: { id_hash: string; application_id: string; session_handle: string; opened_at: number }
  personal_account_claim: {
    id: string
    token_hash: string
    email: string
    email_key: string
    password_hash: string
    identity: string
    claimed_at: number
    expires_at: number
    used_at: number | null
  }
  personal_account: { account_id: string; identity: string; declared_at: number; activated_at: number }
  email_change: {
    token_hash: string
    account_id: string
    email: string
    email_key: string
    asked_at: number
    expires_at: number
    used_at: number | null
  }
  link_sending: { id: string; recipient: string; sent_at: number }
  expiry_notice: { certificate_binding_id: string; days_before: number; announced_at: number }
  certificate_order: {
    id: string
    account_id: string
    progress: string
    begun_at: number
    changed_at: number
    finished_at: number | null
  }
  journal: {
    sequence: number
    occurred_at: number
    event: string
    data: string
    account_id: string | null
    previous_hash: string
    hash: string
  }
  journal_head: { id: number; sequence: number; hash: string }
  ephemeral: { key: string; value: string; count: number; expires_at: number }
  http_session: { key: string; data: string; expires_at: number }
}

/** A connection or an open transaction: stores take either, so that several can take part in one transaction. */
export type Database = Kysely<Tables>
