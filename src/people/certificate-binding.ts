/** A card that opens an account. Link key: the pinned authority and the serial number it gave, and the SHA-256. */
export interface CertificateBinding {
  readonly id: string
  readonly accountId: string
  readonly sha256: string
  /** Base64. */
  readonly der: string
  readonly authoritySha256: string
  readonly serialNumber: string
  readonly label: string
  readonly issuer: string
  readonly siren: string | undefined
  readonly givenNames: string | undefined
  readonly surname: string | undefined
  readonly notBefore: number
  readonly notAfter: number
  readonly status: 'active' | 'blocked'
  readonly lastUsedAt: number | undefined
}

export type NewCertificateBinding = Omit<CertificateBinding, 'status' | 'lastUsedAt'>

export interface CertificateBindingStore {
  /** @throws when the certificate is already bound, to whomever (unique key). */
  bind(binding: NewCertificateBinding, at: number): Promise<void>
  findBySha256(sha256: string): Promise<CertificateBinding | undefined>
  listOf(accountId: string): Promise<readonly CertificateBinding[]>
  /** The cards behind sessions that have not ended. */
  withLiveSessions(at: number): Promise<readonly CertificateBinding[]>
  markUsed(id: string, at: number): Promise<void>
  /** "Carte perdue": effective here at once. */
  block(id: string): Promise<void>
}
