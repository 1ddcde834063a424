/** Certificate policies whose meaning is published: what their numbers promise about the key. */

export interface KnownPolicy {
  readonly name: string
  readonly key: 'on-device' | 'in-software'
}

/** CertEurope: qualifiers of the French trusted list. ETSI: EN 319 411-1 §5.3 and EN 319 411-2 §5.3. */
export const KNOWN_POLICIES: Readonly<Record<string, KnownPolicy>> = {
  '1.2.250.1.105.23.411.2.1.1.1.0': { name: 'CertEurope eID User, signature, software', key: 'in-software' },
  '1.2.250.1.105.23.411.2.1.2.1.0': { name: 'CertEurope eID User, software', key: 'in-software' },
  '1.2.250.1.105.23.411.2.2.1.1.0': { name: 'CertEurope eID User, signature, card or key', key: 'on-device' },
  '1.2.250.1.105.23.411.2.2.2.1.0': { name: 'CertEurope eID User, card or key', key: 'on-device' },
  '1.2.250.1.105.23.411.2.3.1.1.0': { name: 'CertEurope eID User, third family, software', key: 'in-software' },
  '1.2.250.1.105.23.411.2.3.2.1.0': { name: 'CertEurope eID User, third family, card or key', key: 'on-device' },
  '0.4.0.194112.1.0': { name: 'QCP-n', key: 'in-software' },
  '0.4.0.194112.1.2': { name: 'QCP-n-qscd', key: 'on-device' },
  '0.4.0.2042.1.1': { name: 'NCP', key: 'in-software' },
  '0.4.0.2042.1.2': { name: 'NCP+', key: 'on-device' },
  '0.4.0.2042.1.3': { name: 'LCP', key: 'in-software' },
}
