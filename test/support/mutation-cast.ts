/** Who takes part in the generated cases. Their Ed25519 keys come from the seed, so that a case is the same every time. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import * as der from '../../certs-test/der-writer.ts'
import type { Dice } from './mutation-dice.ts'
import { attribute, type Party, party, relativeName } from './x509-builder.ts'

export interface Member extends Party {
  /** SubjectPublicKeyInfo. */
  readonly spki: Buffer
  readonly keyIdentifier: Buffer
}

const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** One name, written in two ways that RFC 5280 §7.1 holds for the same, or in one that only looks it. */
const commonName = (text: string, dice: Dice): Buffer => {
  const write = dice.pick([der.utf8String, der.utf8String, der.utf8String, der.printableString])
  const spelt = dice.chance(0.05)
    ? dice.pick([text.toUpperCase(), ` ${text}  `, text.replace(' ', '  '), `${text}\u0000`])
    : text
  return write(spelt)
}

export const nameOf = (text: string, dice: Dice): Buffer =>
  der.sequence(
    relativeName(attribute('2.5.4.6', der.printableString('FR'))),
    relativeName(attribute('2.5.4.10', der.utf8String('Parvis tests'))),
    ...(dice.chance(0.02) ? [] : [relativeName(attribute('2.5.4.3', commonName(text, dice)))]),
  )

function member(original: Party): Member {
  const spki = original.publicKey.export({ type: 'spki', format: 'der' })
  return { ...original, spki, keyIdentifier: createHash('sha1').update(spki).digest() }
}

function seeded(label: string): Member {
  const secret = createHash('sha256').update(label).digest()
  const privateKey = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, secret]), format: 'der', type: 'pkcs8' })
  return member({ name: Buffer.alloc(0), privateKey, publicKey: createPublicKey(privateKey) })
}

/** A dozen whose keys are always the same, and a few of other kinds, new in each run. */
export const castOf = (others: boolean): readonly Member[] => [
  ...Array.from({ length: 12 }, (_, index) => seeded(`member ${index}`)),
  ...(others ? (['RSA-2048', 'P-256', 'P-384', 'brainpoolP256r1'] as const).map((key) => member(party('', key))) : []),
]
