/** Random OCSP answers about a leaf (RFC 6960 §4.2): by its issuer, a delegate, or somebody who may not. */
import { createHash } from 'node:crypto'
import * as der from '../../certs-test/der-writer.ts'
import type { Member } from './mutation-cast.ts'
import { nameOf } from './mutation-cast.ts'
import type { Link } from './mutation-chain.ts'
import type { Dice } from './mutation-dice.ts'
import { algorithmOf, signedBy } from './mutation-lists.ts'
import { AT, certificate, extendedKeyUsage, extension, keyUsage } from './x509-builder.ts'

const HOUR = 3_600_000
const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const

const digest = (hash: string, octets: Buffer): Buffer => der.octetString(createHash(hash).update(octets).digest())

/** The bits of the key, without their count of unused bits. */
function keyBits({ publicKey, spki }: Member): Buffer {
  const { asymmetricKeyType } = publicKey
  return asymmetricKeyType === 'ed25519' ? spki.subarray(-32) : spki
}

function certId({ serialNumber }: Link, issuer: Member, dice: Dice): Buffer {
  const hash = dice.pick(['sha1', 'sha256'] as const)
  const asked = dice.chance(0.96) ? serialNumber : serialNumber + 1
  return der.sequence(
    der.sequence(der.objectIdentifier(HASHES[hash]), ...(dice.chance(0.9) ? [der.nullValue()] : [])),
    digest(hash, issuer.name),
    digest(hash, dice.chance(0.98) ? keyBits(issuer) : Buffer.alloc(32)),
    der.integer(asked),
  )
}

function single(leaf: Link, issuer: Member, dice: Dice): Buffer {
  const status = dice.chance(0.85)
    ? der.taggedPrimitive(0, Buffer.alloc(0))
    : dice.pick([
        () => der.taggedPrimitive(2, Buffer.alloc(0)),
        () => der.tagged(1, der.generalizedTime(AT - HOUR)),
        () => der.tagged(1, der.generalizedTime(AT - HOUR), der.tagged(0, der.enumerated(dice.roll(12)))),
      ])()
  const [from, until] = dice.chance(0.92)
    ? [AT - HOUR, AT + HOUR]
    : dice.pick([
        [AT + 1000, AT + HOUR],
        [AT - HOUR, AT - 1000],
        [AT, AT + HOUR],
        [AT - HOUR, AT],
      ] as const)
  return der.sequence(
    certId(leaf, issuer, dice),
    status,
    der.generalizedTime(from),
    ...(dice.chance(0.97) ? [der.tagged(0, der.generalizedTime(until))] : []),
    ...(dice.chance(0.02)
      ? [der.tagged(1, der.sequence(extension('2.999.8', der.nullValue(), dice.chance(0.5))))]
      : []),
  )
}

function delegate(responder: Member, issuer: Member, dice: Dice): Buffer {
  const purpose = dice.chance(0.9) ? ['1.3.6.1.5.5.7.3.9'] : dice.pick([['1.3.6.1.5.5.7.3.2'], ['2.5.29.37.0']])
  return certificate({
    subject: responder,
    issuer: dice.chance(0.96) ? issuer : { ...issuer, privateKey: responder.privateKey },
    publicKey: responder.spki,
    serialNumber: der.integer(77),
    extensions: [
      ...(dice.chance(0.9) ? [keyUsage(dice.chance(0.95) ? 'digitalSignature' : 'keyCertSign')] : []),
      ...(dice.chance(0.97) ? [extendedKeyUsage(...purpose)] : []),
      ...(dice.chance(0.95) ? [extension('1.3.6.1.5.5.7.48.1.5', der.nullValue())] : []),
    ],
  })
}

export function randomAnswer(
  leaf: Link,
  issuer: Member,
  cast: readonly Member[],
  rewrite: (content: Buffer) => Buffer,
  dice: Dice,
): Buffer {
  const responder = dice.chance(0.45) ? issuer : { ...dice.pick(cast), name: nameOf('Responder', dice) }
  const data = der.sequence(
    dice.chance(0.5)
      ? der.tagged(1, responder.name)
      : der.tagged(2, der.octetString(createHash('sha1').update(keyBits(responder)).digest())),
    der.generalizedTime(dice.chance(0.98) ? AT - HOUR : AT + HOUR),
    der.sequence(...Array.from({ length: dice.chance(0.95) ? 1 : 2 }, () => single(leaf, issuer, dice))),
    ...(dice.chance(0.1)
      ? [der.tagged(1, der.sequence(extension('1.3.6.1.5.5.7.48.1.2', der.octetString(dice.bytes(8)))))]
      : []),
  )
  const certificates = responder === issuer ? [] : [der.tagged(0, der.sequence(delegate(responder, issuer, dice)))]
  const signer = dice.chance(0.97) ? responder : dice.pick(cast)
  const basic = signedBy(signer, rewrite(data), ...certificates)(algorithmOf(signer))
  return der.sequence(
    der.enumerated(dice.chance(0.99) ? 0 : 6),
    der.tagged(0, der.sequence(der.objectIdentifier('1.3.6.1.5.5.7.48.1.1'), der.octetString(basic))),
  )
}
