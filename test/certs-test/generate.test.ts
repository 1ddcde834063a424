import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DAY_MS, YEAR_MS } from '../../certs-test/durations.ts'
import { generatePki } from '../../certs-test/generate.ts'
import { openPki } from '../../certs-test/pki.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = Date.UTC(2026, 0, 5, 9)
const baseUrl = 'http://127.0.0.1:9'
const parent = temporaryFolder()
const quick = (name: string, more: object = {}) =>
  generatePki({ folder: join(parent, name), at, baseUrl, keys: 'quick', cards: ['expert'], ...more })

describe('a PKI made on demand', () => {
  it('is found again by the next calls', async () => {
    const first = await quick('again')
    const second = await quick('again', { at: at + 100 * DAY_MS })
    expect(second.card('expert').serial).toBe(first.card('expert').serial)
  })

  it('receives the cards that are missing, and keeps the others', async () => {
    const first = await quick('more')
    const second = await quick('more', { cards: ['expert', 'clerk', 'revoked'] })
    expect(second.cards().map(({ name }) => name)).toEqual(['expert', 'clerk', 'revoked'])
    expect(second.card('expert').sha256).toBe(first.card('expert').sha256)
    expect(second.status('eid-user', second.card('revoked').serial).status).toBe('revoked')
  })

  it('is made anew after a year, for another base URL, and when the clock was wrong the first time', async () => {
    const serialAfter = async (more: object) => (await quick('stale', more)).card('expert').serial
    const first = await serialAfter({})
    expect(await serialAfter({ at: at + YEAR_MS - 1 })).toBe(first)
    const second = await serialAfter({ at: at + YEAR_MS })
    const third = await serialAfter({ at: at + YEAR_MS, baseUrl: 'http://127.0.0.1:10' })
    const fourth = await serialAfter({ at, baseUrl: 'http://127.0.0.1:10' })
    expect(new Set([first, second, third, fourth]).size).toBe(4)
  })

  it('is made once when two ask at the same time, and leaves nothing beside it', async () => {
    mkdirSync(join(parent, 'race'))
    const [one, other] = await Promise.all([quick('race/pki'), quick('race/pki')])
    expect(one.card('expert').serial).toBe(other.card('expert').serial)
    expect(readdirSync(join(parent, 'race'))).toEqual(['pki'])
  })

  it('never replaces a folder that holds something else', async () => {
    mkdirSync(join(parent, 'mine'))
    writeFileSync(join(parent, 'mine', 'thesis.txt'), 'precious')
    await expect(quick('mine')).rejects.toThrow(/holds no test PKI/)
    expect(readFileSync(join(parent, 'mine', 'thesis.txt'), 'utf8')).toBe('precious')
  })

  it('leaves nothing behind when it fails', async () => {
    mkdirSync(join(parent, 'broken'))
    await expect(quick('broken/pki', { cards: ['no such card'] })).rejects.toThrow(/No test card is called/)
    expect(readdirSync(join(parent, 'broken'))).toEqual([])
  })

  it('keeps private keys to their owner', async () => {
    const pki = await quick('private')
    for (const file of [pki.card('expert').keyPath, pki.card('expert').p12Path])
      expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('gives a card of any defect to anybody under a new name', async () => {
    const pki = await quick('named')
    await pki.issueCards([{ name: 'magistrate-on-hold', holder: 'magistrate', defect: 'on-hold' }], at)
    const card = openPki(pki.folder).card('magistrate-on-hold')
    expect(card).toMatchObject({ holder: 'magistrate', defect: 'on-hold', authority: 'ministry-persons' })
    expect(pki.status('ministry-persons', card.serial)).toMatchObject({ status: 'revoked', reason: 'certificateHold' })
  })

  it('renews a server certificate that nears its end, and remakes one whose hosts change', async () => {
    const pki = await quick('servers')
    const made = async (hosts: string[], when: number) =>
      readFileSync((await pki.serverCertificate('sample', hosts, when)).certificatePath, 'utf8')
    const first = await made(['sample.localhost'], at)
    expect(await made(['sample.localhost'], at + 300 * DAY_MS)).toBe(first)
    const renewed = await made(['sample.localhost'], at + 380 * DAY_MS)
    expect(renewed).not.toBe(first)
    expect(await made(['other.localhost'], at + 380 * DAY_MS)).not.toBe(renewed)
  })

  it('opens only what is complete', () => {
    expect(existsSync(join(parent, 'nothing'))).toBe(false)
    expect(() => openPki(join(parent, 'nothing'))).toThrow(/holds no test PKI/)
  })
})
