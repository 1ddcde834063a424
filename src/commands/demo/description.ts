/** The demo as scripts see it: `demo.json`. Its shape is kept stable. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestPki } from '../../../certs-test/pki.ts'
import type { Settings } from '../../settings/schema.ts'
import { EMAIL_PEOPLE } from './people.ts'
import type { DemoPasswords } from './seed.ts'

export interface DescribedPerson {
  readonly name: string
  readonly profile: string
  readonly email: string
  readonly password?: string
  readonly card?: {
    readonly p12: string
    readonly pin: string
    readonly certificate: string
    readonly key: string
    /** Name of the single thing that is wrong with the card; null for one in order. */
    readonly defect: string | null
  }
  /** What is particular about this person. */
  readonly note?: string
}

export interface DemoDescription {
  readonly portal: string
  readonly cardOrigin: string
  readonly mailbox: string
  readonly management: string
  readonly caFile: string
  /** The samples that trust this portal. */
  readonly applications: readonly { readonly name: string; readonly url: string }[]
  readonly people: readonly DescribedPerson[]
  write(path: string): void
}

export function describeDemo(
  settings: Settings,
  pki: TestPki,
  passwords: DemoPasswords,
  mailbox: string,
  applications: DemoDescription['applications'],
): DemoDescription {
  const { management, portal, card } = settings
  const description = {
    portal: portal.origin,
    cardOrigin: card.origin,
    mailbox,
    management: `http://${management.host}:${management.port}`,
    caFile: resolve(pki.caPath),
    applications,
    people: [...cardPeople(pki), ...emailPeople(passwords)],
  }
  return {
    ...description,
    write: (path) => writeFileSync(path, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 }),
  }
}

const cardPeople = (pki: TestPki): DescribedPerson[] =>
  pki.cards().map(({ personName, profile, email, p12Path, pin, certificatePath, keyPath, defect, summary }) => ({
    name: personName,
    profile,
    email,
    card: { p12: resolve(p12Path), pin, certificate: resolve(certificatePath), key: resolve(keyPath), defect },
    ...(defect === null ? {} : { note: summary }),
  }))

const NOTES = {
  temporary: 'initial password, to be changed at the first login',
  inactive: 'inactive account: logs in no more',
  outdated: 'access older than the cut-off: told so after the code, until the expert regenerates it',
}

const emailPeople = (passwords: DemoPasswords): DescribedPerson[] =>
  EMAIL_PEOPLE.map(({ key, givenNames, surname, profile, email, password, status, access }) => ({
    name: `${givenNames} ${surname}`,
    profile,
    email,
    password: passwords[key] ?? '',
    ...(status === 'inactive' ? { note: NOTES.inactive } : {}),
    ...(access === 'outdated' ? { note: NOTES.outdated } : {}),
    ...(password === 'temporary' ? { note: NOTES.temporary } : {}),
  }))
