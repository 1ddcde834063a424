import { readFileSync } from 'node:fs'
import type { AuthorityId } from './authorities.ts'
import { DAY_MS } from './durations.ts'
import { POLICY } from './object-identifiers.ts'
import type { TestPki } from './pki.ts'

/**
 * What an operator would write to accept the cards of the demo: a JSON file for each issuing authority, by its name.
 * A sapiteur may come with a certificate in software; everybody else needs the card.
 */
export function trustedAuthorityFiles(pki: TestPki): Readonly<Record<string, object>> {
  return {
    'eid-user.json': describe(pki, 'eid-user', 'CertEurope eID User (essai)', 'holder', [
      {
        policies: [POLICY.eidHardware, POLICY.qualifiedPersonOnDevice, POLICY.normalisedPlus],
        profiles: ['expert', 'co-expert', 'sapiteur'],
        level: 'hardware',
      },
      { policies: [POLICY.eidSoftware], profiles: ['sapiteur'], level: 'software' },
    ]),
    'ministry-persons.json': describe(pki, 'ministry-persons', 'Ministère de la Justice (essai)', 'employer', [
      { policies: [POLICY.ministryAuthentication], profiles: ['magistrat-greffier'], level: 'hardware' },
    ]),
  }
}

function describe(pki: TestPki, id: AuthorityId, label: string, sirenOwner: string, rules: readonly object[]): object {
  const { certificatePath, sha256 } = pki.authority(id)
  const certificate = readFileSync(certificatePath, 'utf8')
  const acceptedFrom = new Date(pki.madeAt - DAY_MS).toISOString()
  const revocation = { hosts: [new URL(pki.baseUrl).host] }
  return { label, certificate, sha256, origin: 'manual', sirenOwner, acceptedFrom, rules, revocation }
}
