import type { Recipe } from '../recipe.ts'

export const ldapOnlyCrl: Recipe = {
  name: 'ldap-only-crl',
  summary: 'Revocation published by LDAP only, which is never asked.',
  login: 'policy',
  change: () => ({ revocationAddresses: 'ldap-only' }),
}
