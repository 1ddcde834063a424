/** One question for two validators: a chain, its lists or an answer, and one or two things wrong with them. */

import { randomAnswer } from './mutation-answers.ts'
import { castOf, type Member } from './mutation-cast.ts'
import { type Chain, type Link, randomChain } from './mutation-chain.ts'
import { createDice, type Dice } from './mutation-dice.ts'
import { randomList } from './mutation-lists.ts'
import { mutateBytes, mutateDer } from './mutation-tree.ts'

export interface MutatedCase {
  readonly seed: number
  readonly about: 'path' | 'crl' | 'ocsp'
  readonly anchors: readonly Buffer[]
  readonly leaf: Buffer
  readonly candidates: readonly Buffer[]
  readonly crls: readonly Buffer[]
  readonly ocsps: readonly Buffer[]
  readonly purpose: 'client-login' | 'path-only'
  readonly explicitPolicy: boolean
  readonly inhibitPolicyMapping: boolean
  readonly inhibitAnyPolicy: boolean
}

const cast = castOf(false)
const mixedCast = castOf(true)

/** The same seed makes the same case, unless it drew keys that are new in each run (one in ten does). */
export function mutatedCase(seed: number): MutatedCase {
  const dice = createDice(seed)
  const about = dice.pick(['path', 'path', 'crl', 'crl', 'ocsp'] as const)
  const members = dice.chance(0.1) ? mixedCast : cast
  const interests = { policies: dice.chance(0.4), names: dice.chance(0.4) }
  const breaks = dice.pick(['nothing', 'nothing', 'certificate', 'statement', 'bytes'] as const)
  const donor =
    randomChain(members, 1, { policies: true, names: true }, undefined, dice).links.at(-1)?.der ?? Buffer.alloc(0)
  const rewrite = (content: Buffer) => mutateDer(content, donor, dice)
  const asIs = (content: Buffer) => content

  const length = about === 'ocsp' ? 1 : 1 + dice.roll(4)
  const chain = randomChain(members, length, interests, breaks === 'certificate' ? rewrite : undefined, dice)
  const statement = breaks === 'statement' ? rewrite : asIs
  const crls = about === 'crl' ? listsAbout(chain, members, statement, dice) : []
  const ocsps = about === 'ocsp' ? [randomAnswer(leafOf(chain), chain.anchor.holder, members, statement, dice)] : []
  const made = {
    seed,
    about,
    anchors: [chain.anchor.der],
    leaf: leafOf(chain).der,
    candidates: dice.shuffled([...chain.links.slice(0, -1), ...chain.strangers]).map(({ der }) => der),
    crls,
    ocsps,
    purpose: dice.pick(['path-only', 'path-only', 'client-login'] as const),
    explicitPolicy: interests.policies && dice.chance(0.3),
    inhibitPolicyMapping: interests.policies && dice.chance(0.2),
    inhibitAnyPolicy: interests.policies && dice.chance(0.2),
  }
  return breaks === 'bytes' ? breakBytes(made, dice) : made
}

const leafOf = ({ anchor, links }: Chain): Link => links.at(-1) ?? anchor

function listsAbout(
  chain: Chain,
  members: readonly Member[],
  rewrite: (content: Buffer) => Buffer,
  dice: Dice,
): Buffer[] {
  const rewritten = dice.roll(chain.links.length)
  return chain.links.flatMap(({ issuer }, index) => {
    if (dice.chance(0.02)) return []
    const issued = chain.links.filter((link) => link.issuer === issuer)
    const signer = dice.chance(0.98) ? issuer : { ...dice.pick(members), name: issuer.name }
    const plan = { issuer, issued, signer, number: 10, isDelta: false }
    const change = index === rewritten ? rewrite : (content: Buffer) => content
    const list = randomList(plan, change, dice)
    const delta = dice.chance(0.15) ? [randomList({ ...plan, number: 11, isDelta: true }, change, dice)] : []
    const older = dice.chance(0.05) ? [randomList({ ...plan, number: 9 }, change, dice)] : []
    return dice.shuffled([list, ...delta, ...older])
  })
}

function breakBytes(made: MutatedCase, dice: Dice): MutatedCase {
  const broken = (ders: readonly Buffer[]) => {
    const victim = dice.roll(ders.length)
    return ders.map((der, index) => (index === victim ? mutateBytes(der, dice) : der))
  }
  switch (dice.roll(4)) {
    case 0:
      return { ...made, leaf: mutateBytes(made.leaf, dice) }
    case 1:
      return { ...made, candidates: broken(made.candidates) }
    case 2:
      return { ...made, anchors: broken(made.anchors) }
    default:
      return { ...made, crls: broken(made.crls), ocsps: broken(made.ocsps) }
  }
}
