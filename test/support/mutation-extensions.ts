/** Extensions as issuers write them, as they must not, and as nobody would. */
import * as der from '../../certs-test/der-writer.ts'
import type { Dice } from './mutation-dice.ts'
import * as x509 from './x509-builder.ts'

export const POLICIES = ['2.999.1', '2.999.2', '2.999.3', '2.5.29.32.0'] as const
const PURPOSES = ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.1', '2.5.29.37.0', '1.3.6.1.5.5.7.3.4', '2.999.9'] as const
const HOSTS = [
  'parvis.test',
  'a.parvis.test',
  '.parvis.test',
  'other.test',
  'A.Parvis.TEST',
  '*.parvis.test',
  '',
] as const
const MAILBOXES = [
  'x@parvis.test',
  'X@PARVIS.test',
  'x@other.test',
  'parvis.test',
  '.parvis.test',
  '@parvis.test',
  'x@y@parvis.test',
] as const
const LOCATIONS = [
  'https://parvis.test/',
  'https://a.parvis.test:1/x',
  'https://other.test',
  'parvis.test',
  '.parvis.test',
  'https://1.2.3.4/',
] as const
const ADDRESSES = [
  [10, 0, 0, 1],
  [10, 1, 2, 3],
  [192, 168, 0, 1],
] as const
const BLOCKS = [
  [10, 0, 0, 0, 255, 0, 0, 0],
  [10, 0, 0, 0, 255, 255, 255, 0],
  [0, 0, 0, 0, 0, 0, 0, 0],
] as const

const { general } = x509

const directory = (dice: Dice): Buffer =>
  general.directory(
    dice.pick([
      x509.name(),
      x509.name('Subscriber'),
      x509.name('subscriber'),
      der.sequence(x509.relativeName(x509.attribute('2.5.4.6', der.printableString('FR')))),
      der.sequence(),
    ]),
  )

const alternativeName = (dice: Dice): Buffer =>
  dice.pick([
    () => general.dns(dice.pick(HOSTS)),
    () => general.rfc822(dice.pick(MAILBOXES)),
    () => general.uri(dice.pick(LOCATIONS)),
    () => general.ip(...dice.pick(ADDRESSES)),
    () => directory(dice),
    () => general.registeredId('2.999.5'),
    () => general.otherName('1.3.6.1.5.5.7.8.9', der.utf8String('x@parvis.test')),
  ])()

const subtree = (dice: Dice): Buffer =>
  dice.pick([
    () => general.dns(dice.pick(HOSTS)),
    () => general.rfc822(dice.pick(MAILBOXES)),
    () => general.uri(dice.pick(LOCATIONS)),
    () => general.ip(...dice.pick(BLOCKS)),
    () => directory(dice),
    () => directory(dice),
    () => general.registeredId('2.999.5'),
  ])()

const several = <Item>(dice: Dice, most: number, make: () => Item): Item[] =>
  Array.from({ length: dice.roll(most + 1) }, make)

type Usage = keyof typeof x509.KeyUsageBit
const USAGES = Object.keys(x509.KeyUsageBit) as Usage[]

function usage(usual: readonly Usage[], dice: Dice): Buffer[] {
  if (dice.chance(0.1)) return []
  const said = dice.chance(0.93) ? usual : dice.some(USAGES, 0.5)
  return said.length === 0 ? [] : [x509.keyUsage(...said)]
}

export function policyExtensions(dice: Dice): Buffer[] {
  const named = dice.some(POLICIES, 0.6)
  const mapped = () => [dice.pick(POLICIES), dice.pick(POLICIES)] as const
  return [
    ...(named.length === 0 ? [] : [x509.certificatePolicies(...named)]),
    ...(dice.chance(0.15) ? [x509.policyMappings(mapped(), ...several(dice, 2, mapped))] : []),
    ...(dice.chance(0.15) ? [x509.policyConstraints(dice.roll(3), dice.pick([undefined, 0, 1]))] : []),
    ...(dice.chance(0.1) ? [x509.inhibitAnyPolicy(dice.roll(3))] : []),
  ]
}

function subtrees(dice: Dice): Buffer[] {
  const permitted = several(dice, 2, () => subtree(dice))
  const excluded = several(dice, 1, () => subtree(dice))
  if (permitted.length + excluded.length === 0) return []
  return [x509.nameConstraints({ permitted, excluded }, dice.chance(0.95))]
}

const purposes = (dice: Dice): Buffer[] =>
  dice.chance(0.8) ? [] : [x509.extendedKeyUsage(dice.pick(PURPOSES), ...dice.some(PURPOSES, 0.2))]

const unknown = (dice: Dice): Buffer[] =>
  dice.chance(0.97) ? [] : [x509.extension('2.999.7', der.nullValue(), dice.chance(0.5))]

/** @param interests which parts of the RFC the case is about: the rest is left as usual, so that verdicts differ by one thing. */
export interface Interests {
  readonly policies: boolean
  readonly names: boolean
}

export const authorityExtensions = (interests: Interests, dice: Dice): Buffer[] => [
  ...(dice.chance(0.03)
    ? []
    : [x509.basicConstraints(dice.chance(0.97), dice.chance(0.75) ? undefined : dice.roll(3))]),
  ...usage(['keyCertSign', 'cRLSign'], dice),
  ...(interests.policies ? policyExtensions(dice) : []),
  ...(interests.names && dice.chance(0.5) ? subtrees(dice) : []),
  ...purposes(dice),
  ...unknown(dice),
]

export const subscriberExtensions = (interests: Interests, dice: Dice): Buffer[] => [
  ...(dice.chance(0.1) ? [x509.basicConstraints(dice.chance(0.2))] : []),
  ...usage(['digitalSignature'], dice),
  ...(interests.policies ? policyExtensions(dice).slice(0, dice.chance(0.9) ? 1 : 9) : []),
  ...(interests.names && dice.chance(0.8)
    ? [x509.subjectAltName(alternativeName(dice), ...several(dice, 2, () => alternativeName(dice)))]
    : []),
  ...purposes(dice),
  ...unknown(dice),
]
