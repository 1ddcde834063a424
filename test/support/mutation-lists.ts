/** Random revocation lists about a chain (RFC 5280 §5): mostly right, some stale, partial, forged or about others. */

import { sign } from 'node:crypto'
import * as der from '../../certs-test/der-writer.ts'
import type { Member } from './mutation-cast.ts'
import type { Link } from './mutation-chain.ts'
import type { Dice } from './mutation-dice.ts'
import { AT, authorityKeyIdentifier, extension, general, SIGNATURE } from './x509-builder.ts'

const DAY = 86_400_000
const REASONS = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 7, 11] as const

export function signedBy(
  signer: Member,
  content: Buffer,
  ...trailer: readonly Buffer[]
): (algorithm: Buffer) => Buffer {
  return (algorithm) =>
    der.sequence(content, algorithm, der.bitString(sign(hashOf(signer), content, signer.privateKey)), ...trailer)
}

const hashOf = ({ privateKey }: Member): 'sha256' | null =>
  privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256'

export function algorithmOf({ privateKey }: Member): Buffer {
  if (privateKey.asymmetricKeyType === 'ed25519') return SIGNATURE.ed25519[1]
  return SIGNATURE[privateKey.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256'][1]
}

function entry(serialNumber: number, isDelta: boolean, dice: Dice): Buffer {
  const reason = dice.pick(isDelta ? [1, 6, 8, 8] : REASONS)
  const extensions = [
    ...(dice.chance(0.6) ? [extension('2.5.29.21', der.enumerated(reason), dice.chance(0.05))] : []),
    ...(dice.chance(0.05) ? [extension('2.5.29.24', der.generalizedTime(AT - 2 * DAY))] : []),
    ...(dice.chance(0.02) ? [extension('2.999.8', der.nullValue(), dice.chance(0.5))] : []),
  ]
  return der.sequence(
    der.integer(serialNumber),
    der.time(dice.chance(0.97) ? AT - DAY : AT + DAY),
    ...(extensions.length === 0 ? [] : [der.sequence(...extensions)]),
  )
}

const point = (dice: Dice): Buffer =>
  der.tagged(
    0,
    der.tagged(0, dice.pick([general.uri('http://crl.parvis.test/a'), general.uri('http://crl.parvis.test/b')])),
  )

function scope(dice: Dice): Buffer {
  const flag = (number: number) => der.taggedPrimitive(number, Buffer.of(0xff))
  return extension(
    '2.5.29.28',
    der.sequence(
      ...(dice.chance(0.3) ? [point(dice)] : []),
      ...(dice.chance(0.35) ? [flag(1)] : dice.chance(0.35) ? [flag(2)] : []),
      ...(dice.chance(0.15)
        ? [der.taggedPrimitive(3, dice.pick([Buffer.from([5, 0x60]), Buffer.from([3, 0x18])]))]
        : []),
      ...(dice.chance(0.1) ? [flag(4)] : []),
      ...(dice.chance(0.02) ? [flag(5)] : []),
    ),
    dice.chance(0.95),
  )
}

export interface ListPlan {
  readonly issuer: Member
  /** Certificates of this issuer. */
  readonly issued: readonly Link[]
  readonly signer: Member
  readonly number: number
  readonly isDelta: boolean
}

export function randomList(
  { issuer, issued, signer, number, isDelta }: ListPlan,
  rewrite: (content: Buffer) => Buffer,
  dice: Dice,
): Buffer {
  const revoked = dice.some(issued, isDelta ? 0.3 : 0.12).map(({ serialNumber }) => serialNumber)
  const others = Array.from({ length: dice.roll(3) }, () => 2_000_000 + dice.roll(1000))
  const entries = dice.shuffled([...revoked, ...others]).map((serialNumber) => entry(serialNumber, isDelta, dice))
  const [from, until] = dice.chance(0.95)
    ? [AT - DAY, AT + DAY]
    : dice.pick([
        [AT + 1000, AT + DAY],
        [AT - DAY, AT - 1000],
        [AT, AT + DAY],
        [AT - DAY, AT],
      ] as const)
  const algorithm = algorithmOf(signer)
  const extensions = [
    ...(dice.chance(0.7) ? [authorityKeyIdentifier(dice.chance(0.97) ? issuer.keyIdentifier : dice.bytes(20))] : []),
    extension('2.5.29.20', der.integer(number)),
    ...(isDelta ? [extension('2.5.29.27', der.integer(number - 1 + dice.roll(2)), true)] : []),
    ...(dice.chance(0.15) ? [scope(dice)] : []),
    ...(dice.chance(0.02) ? [extension('2.999.8', der.nullValue(), dice.chance(0.5))] : []),
  ]
  const content = der.sequence(
    der.integer(1),
    algorithm,
    issuer.name,
    der.time(from),
    ...(dice.chance(0.99) ? [der.time(until)] : []),
    ...(entries.length === 0 ? [] : [der.sequence(...entries)]),
    der.tagged(0, der.sequence(...extensions)),
  )
  return signedBy(signer, rewrite(content))(algorithm)
}
