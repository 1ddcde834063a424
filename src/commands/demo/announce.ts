/** What the demo prints: where everything is, who the people are, how to bring a card into a browser. */
import { dirname, relative } from 'node:path'
import type { DemoDescription, DescribedPerson } from './description.ts'

export function announce(demo: DemoDescription, print: (line: string) => void): void {
  const { people } = demo
  const ordinary = people.filter(({ card }) => card !== undefined && card.defect === null)
  const pin = ordinary[0]?.card?.pin ?? ''
  const cards = dirname(ordinary[0]?.card?.p12 ?? '.')
  const lines = [
    '',
    `  Parvis is running.    portal   ${demo.portal}`,
    `                        mailbox  ${demo.mailbox}   (every mail lands here; JSON at /messages)`,
    `                        health   ${demo.management}/readyz`,
    ...demo.applications.map(({ name, url }) => `                        sample   ${pad(url, 34)}${name}`),
    '',
    '  By e-mail, password and code:',
    ...people.filter(({ password }) => password !== undefined).map(emailLine),
    '',
    `  By card (PIN and .p12 password: ${pin}):`,
    ...ordinary.map(({ name, profile, card }) => `    ${pad(name, 26)}${pad(profile, 24)}${here(card?.p12)}`),
    `    and one card for each defect in ${here(cards)}/ (expired.p12, revoked.p12, ...)`,
    '',
    '  To bring a card into a browser (the demo is for this machine only):',
    `    Chromium  Settings > Privacy and security > Security > Manage certificates > Import: a .p12 above, password ${pin};`,
    `              then Authorities > Import: ${here(demo.caFile)}, trusted for websites`,
    `    Firefox   Settings > Privacy & Security > View Certificates > Your Certificates > Import; then Authorities > Import`,
    '',
    '  Everything above, for scripts: var/demo/demo.json.   Ctrl+C stops it; what was done is kept.',
    '',
  ]
  for (const line of lines) print(line)
}

const emailLine = ({ name, profile, email, password, note }: DescribedPerson): string =>
  `    ${pad(name, 20)}${pad(profile, 23)}${pad(email, 34)}${password ?? ''}${note === undefined ? '' : `   (${note})`}`

const pad = (text: string, width: number): string => text.padEnd(width)
const here = (path: string | undefined): string => relative('.', path ?? '')
