/** A random chain, mostly right: an anchor, CAs, a leaf, and others who want to be taken for one of them. */
import * as der from '../../certs-test/der-writer.ts'
import { type Member, nameOf } from './mutation-cast.ts'
import type { Dice } from './mutation-dice.ts'
import { authorityExtensions, type Interests, subscriberExtensions } from './mutation-extensions.ts'
import { AT, authorityKeyIdentifier, certificate, subjectKeyIdentifier } from './x509-builder.ts'

export interface Link {
  readonly label: string
  readonly holder: Member
  readonly issuer: Member
  readonly serialNumber: number
  readonly der: Buffer
}

export interface Chain {
  readonly anchor: Link
  /** From the anchor down, the leaf last. */
  readonly links: readonly Link[]
  readonly strangers: readonly Link[]
}

const DAY = 86_400_000

function validity(dice: Dice): { notBefore: Buffer; notAfter: Buffer } {
  const [from, until] = dice.chance(0.96)
    ? [AT - 100 * DAY, AT + 100 * DAY]
    : dice.pick([
        [AT + 1000, AT + DAY],
        [AT - DAY, AT - 1000],
        [AT, AT + DAY],
        [AT - DAY, AT],
        [AT - DAY, Date.UTC(2060, 0)],
      ] as const)
  return { notBefore: der.time(from), notAfter: der.time(until) }
}

interface Making {
  readonly label: string
  readonly holder: Member
  readonly issuer: Member
  readonly extensions: readonly Buffer[]
  readonly rewrite: ((signedPart: Buffer) => Buffer) | undefined
}

function link({ label, holder, issuer, extensions, rewrite }: Making, dice: Dice): Link {
  const serialNumber = 1 + dice.roll(1_000_000)
  // What tells self-issued from self-signed, for those who look at nothing else.
  const identifiers = dice.chance(holder.name.equals(issuer.name) ? 1 : 0.5)
    ? [
        subjectKeyIdentifier(holder.keyIdentifier),
        authorityKeyIdentifier(dice.chance(0.97) ? issuer.keyIdentifier : dice.bytes(20)),
      ]
    : []
  const made = certificate({
    subject: holder,
    issuer: dice.chance(0.99) ? issuer : { ...issuer, privateKey: holder.privateKey },
    publicKey: holder.spki,
    serialNumber: der.integer(serialNumber),
    ...validity(dice),
    extensions: dice.chance(0.95) ? [...identifiers, ...extensions] : dice.shuffled([...identifiers, ...extensions]),
    ...(dice.chance(0.99) ? {} : { version: dice.pick([0, 1, 'absent']) }),
    ...(rewrite === undefined ? {} : { rewrite }),
  })
  return { label, holder, issuer, serialNumber, der: made }
}

/**
 * @param length certificates below the anchor.
 * @param rewrite changes what is signed in one certificate, which is then signed all the same.
 */
export function randomChain(
  cast: readonly Member[],
  length: number,
  interests: Interests,
  rewrite: ((signedPart: Buffer) => Buffer) | undefined,
  dice: Dice,
): Chain {
  const members = dice.shuffled(cast)
  const rewritten = dice.roll(length + 1)
  const names = Array.from({ length: length + 1 }, (_, index) =>
    nameOf(index === length ? 'Subscriber' : `CA ${index}`, dice),
  )
  // Self-issued: a CA that changes its key keeps its name.
  for (let index = 1; index < length; index++) if (dice.chance(0.1)) names[index] = names[index - 1] ?? Buffer.alloc(0)
  const holders = names.map((name, index) => ({ ...(members[index] as Member), name }))
  const [root] = holders as [Member]
  const make = (index: number): Link => {
    const isLeaf = index === length
    return link(
      {
        label: isLeaf ? 'leaf' : `CA ${index}`,
        holder: holders[index] as Member,
        issuer: holders[Math.max(index - 1, 0)] as Member,
        extensions: isLeaf
          ? subscriberExtensions(interests, dice)
          : authorityExtensions(index === 0 ? { policies: false, names: false } : interests, dice),
        rewrite: index === rewritten ? rewrite : undefined,
      },
      dice,
    )
  }
  const links = Array.from({ length }, (_, index) => make(index + 1))
  const stranger = (): Link => {
    const imitated = dice.pick(holders)
    const holder = { ...(members.at(-1) as Member), name: imitated.name }
    const extensions = authorityExtensions(interests, dice)
    return link(
      { label: 'stranger', holder, issuer: dice.pick([holder, imitated, root]), extensions, rewrite: undefined },
      dice,
    )
  }
  return { anchor: make(0), links, strangers: Array.from({ length: dice.roll(2) }, stranger) }
}
