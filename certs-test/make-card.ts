/** Makes the key, the certificate and the files of one card. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addressesOf, ldapAddresses } from './authorities.ts'
import { type Authority, publicKeyOf } from './authority.ts'
import { type CardBlueprint, standardCard } from './card-blueprint.ts'
import { describeCard, PIN } from './cards.ts'
import { issueCertificate, sha256Of, toPem } from './certificate.ts'
import { nullValue } from './der-writer.ts'
import { DAY_MS } from './durations.ts'
import * as extensions from './extensions.ts'
import { type KeyKind, keyIdentifier, makeKey } from './keys.ts'
import type { CardRecord } from './manifest.ts'
import { encodeName, rfc822Name } from './name.ts'
import { PEOPLE, type PersonKey } from './people.ts'
import { toPkcs12 } from './pkcs12.ts'
import type { Recipe } from './recipe.ts'
import { hexSerial, type RegisterEntry } from './register.ts'
import { writeAtOnce } from './write-at-once.ts'

export interface CardContext {
  readonly folder: string
  readonly baseUrl: string
  readonly usualKey: KeyKind
  readonly serial: () => bigint
  readonly authority: (id: Authority['id']) => Authority
}

/** Makes the card's files. @returns what the manifest and the register must remember of it. */
export async function makeCard(
  request: { readonly name: string; readonly holder: PersonKey; readonly recipe: Recipe | null; readonly at: number },
  context: CardContext,
): Promise<{ record: CardRecord; entry: RegisterEntry | null }> {
  const { name, holder, recipe, at } = request
  const standard = standardCard(PEOPLE[holder])
  const blueprint = { ...standard, ...recipe?.change(standard) }
  const authority = context.authority(blueprint.authority)
  const serial = context.serial()
  const key = await makeKey(blueprint.key === 'usual' ? context.usualKey : blueprint.key)
  const certificate = issueCertificate(
    {
      serial,
      issuer: authority.name,
      subject: encodeName(blueprint.subject, blueprint.strings),
      notBeforeAt: at + blueprint.validity.fromDays * DAY_MS,
      notAfterAt: at + blueprint.validity.toDays * DAY_MS,
      publicKey: publicKeyOf(key),
      extensions: extensionsOf(blueprint, authority, publicKeyOf(key), context.baseUrl),
    },
    authority.key,
    blueprint.hash,
  )

  const issuers = authority.plan.issuer === authority.id ? [] : [authority.certificate]
  const card = describeCard(context.folder, {
    name,
    holder,
    defect: recipe?.name ?? null,
    authority: authority.id,
    serial: hexSerial(serial),
    sha256: sha256Of(certificate),
  })
  mkdirSync(join(context.folder, 'cards'), { recursive: true })
  const chain = [certificate, ...issuers]
  writeAtOnce(card.keyPath, key.export({ format: 'pem', type: 'pkcs8' }))
  writeAtOnce(card.certificatePath, toPem('CERTIFICATE', certificate))
  writeAtOnce(card.chainPath, chain.map((link) => toPem('CERTIFICATE', link)).join(''))
  writeAtOnce(card.p12Path, toPkcs12({ key, chain, pin: PIN, friendlyName: `${card.personName} (${name})` }))

  const { revoked } = blueprint
  const revocation = revoked === null ? null : { reason: revoked, revokedAt: at - 10 * DAY_MS }
  return {
    record: { ...card },
    entry: blueprint.registered ? { authority: authority.id, serial: card.serial, revocation } : null,
  }
}

function extensionsOf(blueprint: CardBlueprint, authority: Authority, publicKey: Buffer, baseUrl: string): Buffer[] {
  const published = addressesOf(authority.id, baseUrl)
  const ldapOnly = { ...published, crl: ldapAddresses(authority.id), ocsp: [] }
  const addresses = blueprint.revocationAddresses === 'ldap-only' ? ldapOnly : published
  return [
    extensions.authorityKeyIdentifier(authority.keyIdentifier),
    ...(blueprint.qualified === null ? [] : [extensions.qcStatements(blueprint.qualified, addresses.practice)]),
    extensions.authorityInfoAccess(addresses),
    ...(blueprint.policies.length === 0
      ? []
      : [extensions.certificatePolicies(blueprint.policies, addresses.practice)]),
    ...(addresses.crl.length === 0 ? [] : [extensions.crlDistributionPoints(addresses.crl)]),
    extensions.subjectKeyIdentifier(keyIdentifier(publicKey, blueprint.keyIdentifier)),
    extensions.keyUsage(...blueprint.keyUsage),
    ...(blueprint.purposes.length === 0 ? [] : [extensions.extendedKeyUsage(...blueprint.purposes)]),
    ...(blueprint.emails.length === 0 ? [] : [extensions.subjectAltName(...blueprint.emails.map(rfc822Name))]),
    blueprint.isAuthority ? extensions.authorityConstraints() : extensions.endEntityConstraints(),
    ...(blueprint.unknownCriticalExtension === null
      ? []
      : [extensions.extension(blueprint.unknownCriticalExtension, nullValue(), true)]),
  ]
}
