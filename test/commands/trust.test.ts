import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { toPem } from '../../certs-test/certificate.ts'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { IN_SOFTWARE, ON_DEVICE, service, signedList, signer } from '../pki/trusted-list/some-list.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { needs } from '../support/needs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { AT, authority, party, subscriber } from '../support/x509-builder.ts'
import { capturedContext } from './captured-context.ts'

const issuing = authority(party('Issuing authority'))
const other = authority(party('Other authority'))
const operator = signer('Scheme operator')
const RULE = `${ON_DEVICE}=expert,co-expert:hardware`

let folder: string
let env: Record<string, string>
const path = (name: string) => join(folder, name)
const trustFiles = () => (existsSync(path('trust')) ? readdirSync(path('trust')).sort() : [])
const described = (name: string) => JSON.parse(readFileSync(join(path('trust'), name), 'utf8'))

beforeEach(() => {
  folder = temporaryFolder()
  env = { PARVIS_MODE: 'demo', PARVIS_DATA_FOLDER: folder }
  writeFileSync(path('issuing.pem'), toPem('CERTIFICATE', issuing))
  writeFileSync(path('other.der'), other)
  writeFileSync(path('operator.pem'), toPem('CERTIFICATE', operator.certificate))
})

async function parvis(...words: string[]) {
  const context = capturedContext(env, createManualClock(AT))
  const status = await runCommandLine(words, context)
  await new Promise(setImmediate)
  return { status, said: context.printed(), complaints: context.complaints() }
}
const trust = (...words: string[]) => parvis('trust', ...words)
const journal = async () => (await parvis('journal', 'show')).said

describe('by hand', () => {
  beforeEach(async () => {
    await parvis('migrate')
  })

  it('accepts an authority, shows it, and accepts it no longer', async () => {
    expect(await trust('add', path('issuing.pem'), '--policy', RULE)).toMatchObject({ status: 0 })
    expect(
      await trust('add', path('other.der'), '--policy', '2.999.1=sapiteur:software', '--label', 'Été & Cie'),
    ).toMatchObject({ status: 0 })
    const [first = '', second = ''] = trustFiles()
    expect([first, second]).toEqual([
      expect.stringMatching(/^ete-cie-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^issuing-authority-/),
    ])
    const listed = (await trust('list')).said
    expect(listed).toContain(`hardware   expert, co-expert: ${ON_DEVICE}`)
    expect(listed).toContain('2 authorities')
    expect((await trust('show', 'Été & Cie')).said).toContain('CN=Other authority')
    expect(await trust('check')).toMatchObject({ status: 0 })
    expect(await trust('remove', first)).toMatchObject({ status: 0 })
    expect(trustFiles()).toEqual([second])
    expect(await journal()).toMatch(/trust\.changed.*added.*\n.*trust\.changed.*added.*\n.*trust\.changed.*removed/)
  })

  it('never leaves a store that the service could not start with', async () => {
    await trust('add', path('issuing.pem'), '--policy', RULE)
    const before = trustFiles()
    for (const words of [
      ['remove', before[0] ?? ''],
      ['add', path('issuing.pem'), '--policy', RULE, '--label', 'Again'],
      ['add', path('other.der'), '--policy', '2.5.29.32.0=expert:hardware'],
      ['add', path('other.der'), '--policy', '2.999.1=judge:hardware'],
      ['add', path('other.der'), '--policy', '2.999.1=expert'],
      ['add', path('other.der'), '--policy', '0.4.0.194112.1.0=expert:hardware'],
      ['add', path('other.der'), '--policy', RULE, '--until', 'tomorrow'],
    ]) {
      expect((await trust(...words)).status, words.join(' ')).toBe(1)
      expect(trustFiles()).toEqual(before)
    }
    writeFileSync(path('holder.pem'), toPem('CERTIFICATE', subscriber(party('Holder'), party('CA'))))
    expect((await trust('add', path('holder.pem'), '--policy', RULE)).complaints).toMatch(/not that of an authority/)
  })

  it('says what is wrong with a store that is broken', async () => {
    await trust('add', path('issuing.pem'), '--policy', RULE)
    writeFileSync(join(path('trust'), 'odd.json'), '{}')
    expect(await trust('check')).toMatchObject({ status: 1, complaints: expect.stringContaining('odd.json') })
    expect((await trust('add', path('other.der'), '--policy', RULE)).status).toBe(1)
  })
})

it('begins where there are no acceptable settings yet', async () => {
  env = {}
  const begun = await trust('add', path('issuing.pem'), '--policy', RULE, '--folder', path('trust'))
  expect(begun).toMatchObject({ status: 0, complaints: expect.stringContaining('not journalled') })
  env = { PARVIS_TRUST_FOLDER: path('trust') }
  expect((await trust('list')).said).toContain('1 authorities')
  env = {}
  expect((await trust('list')).status).toBe(2)
})

needs('xmlsec1')('from a trusted list', () => {
  beforeEach(async () => {
    await parvis('migrate')
    mkdirSync(path('trust'), { recursive: true })
  })
  const listFile = (services: string, options = {}) => {
    writeFileSync(path('list.xml'), signedList(operator, services, options))
    return path('list.xml')
  }
  const propose = (services: string, ...words: string[]) =>
    trust('import', listFile(services), '--signer', path('operator.pem'), '--out', path('proposal.json'), ...words)
  const approve = (name: string) => trust('apply', path('proposal.json'), '--approve-by', name)

  it('proposes the authorities of a provider, and changes nothing until somebody approves', async () => {
    const proposed = await propose(service(issuing), '--provider', 'vatfr-00000000000', '--profiles', 'expert,sapiteur')
    expect(proposed).toMatchObject({ status: 0, said: expect.stringMatching(/\+ add {2}Issuing authority.*granted/) })
    expect(proposed.said).toContain(
      `+ rules: [{"policies":["${ON_DEVICE}"],"profiles":["expert","sapiteur"],"level":"hardware"}]`,
    )
    expect(trustFiles()).toEqual([])
    expect(await approve('Anne')).toMatchObject({ status: 0, said: expect.stringContaining('Applied: 1 changes') })
    expect(described(trustFiles()[0] ?? '')).toMatchObject({
      origin: 'trusted-list',
      rules: [{ policies: [ON_DEVICE], profiles: ['expert', 'sapiteur'], level: 'hardware' }],
    })
    expect(await journal()).toMatch(/trust\.proposed[\s\S]*trust\.approved.*Anne[\s\S]*trust\.changed.*add/)
  })

  it('proposes software only where somebody asks for it, and nothing of other providers', async () => {
    expect((await propose(service(issuing))).said).toContain('Nothing to change.')
    const wanted = ['--provider', 'Prestataire', '--software-profiles', 'sapiteur']
    expect((await propose(service(issuing), ...wanted)).said).toContain(
      `{"policies":["${IN_SOFTWARE}"],"profiles":["sapiteur"],"level":"software"}`,
    )
  })

  it('needs two different people where the settings say so, for the very same proposal', async () => {
    env = { ...env, PARVIS_TRUST_APPROVALS: 'two-persons' }
    await propose(service(issuing), '--provider', 'Prestataire')
    expect(await approve('Anne')).toMatchObject({ status: 0, said: expect.stringContaining('One more person') })
    expect(trustFiles()).toEqual([])
    expect(await approve('anne')).toMatchObject({ status: 1, complaints: expect.stringContaining('the same person') })
    const proposal = readFileSync(path('proposal.json'), 'utf8')
    writeFileSync(path('proposal.json'), proposal.replace('"expert"', '"magistrat-greffier"'))
    expect(await approve('Bruno')).toMatchObject({ status: 1, complaints: expect.stringContaining('not the one') })
    writeFileSync(path('proposal.json'), proposal)
    expect(await approve('Bruno')).toMatchObject({ status: 0, said: expect.stringContaining('Applied') })
    expect(trustFiles()).toHaveLength(1)
  })

  it('is for one state of the store', async () => {
    await propose(service(issuing), '--provider', 'Prestataire')
    await trust('add', path('other.der'), '--policy', RULE)
    expect(await approve('Anne')).toMatchObject({ status: 1, complaints: expect.stringContaining('has changed since') })
  })

  it('ends what is withdrawn, keeps the profiles that people decided, and leaves what was added by hand', async () => {
    await propose(service(issuing), '--provider', 'Prestataire', '--profiles', 'expert')
    await approve('Anne')
    await trust('add', path('other.der'), '--policy', RULE)
    const renamed = service(issuing).replace(`urn:oid:${ON_DEVICE}`, 'urn:oid:2.999.77')
    expect((await propose(renamed, '--profiles', 'sapiteur')).said).toMatch(
      /~ change[\s\S]*\+ rules: .*2\.999\.77.*"profiles":\["expert"\]/,
    )
    const gone = service(issuing, { status: 'withdrawn' }) + service(other, { status: 'withdrawn' })
    const proposed = (await propose(gone)).said
    expect(proposed).toMatch(/- end {2}Issuing authority.*withdrawn since/)
    expect(proposed).toMatch(/! .*Other authority: is withdrawn in the list; it was added by hand/)
    await approve('Anne')
    expect(described(trustFiles().find((name) => name.startsWith('issuing')) ?? '').acceptedUntil).toBe(
      '2029-08-19T12:00:00.000Z',
    )
  })

  it('proposes nothing from a list that is stale, changed, or signed by somebody else', async () => {
    const stale = listFile(service(issuing), { nextUpdateAt: AT - 1000 })
    const words = ['--signer', path('operator.pem'), '--out', path('proposal.json'), '--provider', 'Prestataire']
    expect(await trust('import', stale, ...words)).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('not-current'),
    })
    const good = listFile(service(issuing))
    writeFileSync(path('changed.xml'), readFileSync(good, 'utf8').replace('granted', 'withdrawn'))
    expect(await trust('import', path('changed.xml'), ...words)).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('not what was signed'),
    })
    const stranger = ['--signer', path('issuing.pem'), ...words.slice(2)]
    expect(await trust('import', good, ...stranger)).toMatchObject({
      status: 1,
      complaints: expect.stringContaining('another signer'),
    })
    expect(existsSync(path('proposal.json'))).toBe(false)
  })
})
