import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCrlFolder } from '../../src/adapters/crl-folder.ts'
import { createCrlStore } from '../../src/adapters/crl-store.ts'
import type { CrlEvent, CrlTrackerParts } from '../../src/adapters/crl-tracker.ts'
import { createGuardedFetch } from '../../src/adapters/guarded-fetch.ts'
import { CURRENT_ALGORITHMS } from '../../src/pki/algorithms/algorithm-policy.ts'
import { crlIndex } from '../../src/pki/revocation/crl.ts'
import { loadCrl } from '../../src/pki/revocation/load-crl.ts'
import { AT, authority, DAY, HOUR, listOf, newKey } from '../pki/revocation/fixtures.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ca = authority('Autorité')
const signers = [ca.publicKey]

interface Served {
  body: Uint8Array
  entityTag?: string
}

let server: Server
let url: string
let served: Served | 'silence' | 'gone'
let requests: IncomingMessage[]

beforeEach(async () => {
  served = { body: listOf(ca) }
  requests = []
  server = createServer((request, response) => {
    requests.push(request)
    if (served === 'silence') return
    if (served === 'gone') {
      response.writeHead(404).end()
      return
    }
    const { body, entityTag } = served
    const isHeld = entityTag !== undefined && request.headers['if-none-match'] === entityTag
    response.writeHead(isHeld ? 304 : 200, entityTag === undefined ? {} : { etag: entityTag })
    response.end(isHeld ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.crl`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function open(overrides: Partial<CrlTrackerParts> & { path?: string } = {}) {
  const clock = createManualClock(AT)
  const events: CrlEvent[] = []
  const tasks = new Map<() => void, number>()
  const path = overrides.path ?? temporaryFolder()
  const store = createCrlStore({
    folder: openCrlFolder(path),
    fetch: createGuardedFetch({
      allowedHosts: [new URL(url).host],
      allowedPrivateAddresses: ['127.0.0.1'],
      timeoutMilliseconds: 5_000,
      maximumBytes: 50_000_000,
    }),
    load: (der, expected) => loadCrl(der, expected, CURRENT_ALGORITHMS),
    clock,
    schedule: (task, delay) => {
      tasks.set(task, clock.now() + delay)
      return () => void tasks.delete(task)
    },
    report: (event) => void events.push(event),
    refreshSeconds: 3600,
    retrySeconds: 60,
    waitAtMostSeconds: 10,
    ...overrides,
  })
  /** Moves the clock, runs what is due, and waits for the download that it began. @returns how many tasks were due. */
  async function pass(milliseconds: number): Promise<number> {
    clock.advance(milliseconds)
    const due = [...tasks].filter(([, dueAt]) => dueAt <= clock.now())
    for (const [task] of due) {
      tasks.delete(task)
      task()
    }
    await store.refresh(url)
    return due.length
  }
  return { store, clock, events, tasks, path, pass }
}

const failures = (events: readonly CrlEvent[]) =>
  events.flatMap((event) => (event.event === 'crl-not-refreshed' ? [event.failure.code] : []))

describe('a list that is needed', () => {
  it('is fetched once, then held', async () => {
    const { store } = open()
    expect(await store.need(url, signers)).toBe(true)
    expect(await store.need(url, signers)).toBe(true)
    expect(store.lists().map(({ thisUpdateAt }) => thisUpdateAt)).toEqual([AT - HOUR])
    expect(requests).toHaveLength(1)
  })

  it('is fetched once for many logins at the same time', async () => {
    const { store } = open()
    await Promise.all(Array.from({ length: 20 }, () => store.need(url, signers)))
    expect(requests).toHaveLength(1)
  })

  it.each<[string, () => Uint8Array, string]>([
    ['signed by somebody else', () => listOf({ name: ca.name, key: newKey() }), 'pki.crl-signer-unexpected'],
    ['of the future', () => listOf(ca, { thisUpdateAt: AT + HOUR }), 'crl.not-newer'],
    ['truncated', () => listOf(ca).subarray(0, -4), 'pki.malformed'],
    ['no list at all', () => Buffer.from('<html>'), 'pki.malformed'],
  ])('is not held when it is %s', async (_, body, code) => {
    served = { body: body() }
    const { store, events } = open()
    await store.need(url, signers)
    expect(store.lists()).toEqual([])
    expect(failures(events)).toEqual([code])
  })

  it('makes nobody wait for a server that is resting after a failure', async () => {
    served = 'gone'
    const { store, clock } = open()
    expect(await store.need(url, signers)).toBe(false)
    expect(await store.need(url, signers)).toBe(false)
    expect(requests).toHaveLength(1)
    clock.advance(60_000)
    served = { body: listOf(ca) }
    await store.need(url, signers)
    expect(store.lists()).toHaveLength(1)
  })

  it('lets a login go on without it after a while, and still arrives', async () => {
    served = 'silence'
    const { store, tasks } = open()
    const waiting = store.need(url, signers)
    await expect.poll(() => requests.length).toBe(1)
    for (const [task] of tasks) task()
    await waiting
    expect(store.lists()).toEqual([])
  })

  it('is asked for again when it has expired', async () => {
    const { store, clock } = open()
    await store.need(url, signers)
    clock.advance(DAY + 1)
    served = { body: listOf(ca, { thisUpdateAt: AT + DAY, nextUpdateAt: AT + 2 * DAY }) }
    await store.need(url, signers)
    expect(store.lists().map(({ thisUpdateAt }) => thisUpdateAt)).toEqual([AT + DAY])
  })
})

describe('a list that is held', () => {
  it('is refreshed in the background, without bytes while it has not changed', async () => {
    served = { body: listOf(ca), entityTag: '"1"' }
    const { store, pass } = open()
    await store.need(url, signers)
    const [first] = store.lists()
    expect(await pass(HOUR)).toBe(1)
    expect(requests).toHaveLength(2)
    expect(requests.at(-1)?.headers['if-none-match']).toBe('"1"')
    expect(store.lists()[0]).toBe(first)
    expect(store.states()[0]?.fetchedAt).toBe(AT + HOUR)
    served = { body: listOf(ca, { thisUpdateAt: AT, number: 8 }), entityTag: '"2"' }
    await pass(HOUR)
    expect(store.lists()[0]?.thisUpdateAt).toBe(AT)
    expect(store.lastAnsweredAt(ca.publicKey)).toBe(AT + 2 * HOUR)
  })

  it('is refreshed halfway to its end when that is sooner', async () => {
    served = { body: listOf(ca, { nextUpdateAt: AT + HOUR }) }
    const { store } = open()
    await store.need(url, signers)
    expect(store.states()[0]?.nextAttemptAt).toBe(AT + HOUR / 2)
  })

  it.each<[string, () => Served | 'gone', string]>([
    [
      'a forged one',
      () => ({ body: listOf({ name: ca.name, key: newKey() }, { thisUpdateAt: AT }) }),
      'pki.crl-signer-unexpected',
    ],
    ["yesterday's", () => ({ body: listOf(ca, { thisUpdateAt: AT - DAY }) }), 'crl.not-newer'],
    ['nothing', () => 'gone', 'fetch.failed'],
  ])('stays when the server gives %s', async (_, next, code) => {
    const { store, events, pass } = open()
    await store.need(url, signers)
    const [first] = store.lists()
    served = next()
    await pass(HOUR)
    expect(store.lists()).toEqual([first])
    expect(failures(events)).toContain(code)
  })

  it('is asked for ever more patiently while the server fails', async () => {
    const { store, pass, clock } = open()
    await store.need(url, signers)
    served = 'gone'
    const pauses: number[] = []
    for (let i = 0; i < 8; i += 1) {
      await pass(0)
      pauses.push(((store.states()[0]?.nextAttemptAt ?? 0) - clock.now()) / 1000)
    }
    expect(pauses).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600])
    expect(store.states()[0]?.failure?.code).toBe('fetch.failed')
  })

  it('is not refreshed any more after the stop', async () => {
    const { store, tasks } = open()
    await store.need(url, signers)
    await store.stop()
    expect([...tasks]).toEqual([])
  })
})

describe('a list on disk', () => {
  it('is there after a restart although the server is gone', async () => {
    const { store, path } = open()
    await store.need(url, signers)
    await store.stop()
    served = 'gone'
    const later = open({ path })
    await later.store.start()
    expect(later.store.lists().map(({ thisUpdateAt }) => thisUpdateAt)).toEqual([AT - HOUR])
    await later.store.need(url, signers)
    expect(requests).toHaveLength(1)
  })

  it('is not believed when it was altered, nor when its record was', async () => {
    const { store, path } = open()
    await store.need(url, signers)
    const files = readdirSync(path).map((name) => join(path, name))
    const list = files.find((name) => name.endsWith('.crl')) ?? ''
    const altered = readFileSync(list)
    altered[altered.length - 3] = (altered[altered.length - 3] ?? 0) ^ 1
    writeFileSync(list, altered)
    const later = open({ path })
    await later.store.start()
    expect(later.store.lists()).toEqual([])
    expect(failures(later.events)).toEqual(['pki.crl-signer-unexpected'])

    writeFileSync(files.find((name) => name.endsWith('.json')) ?? '', '{}')
    const last = open({ path })
    await last.store.start()
    expect(last.store.lists()).toEqual([])
  })

  it('leaves no unfinished file behind', async () => {
    const { store, path } = open()
    await store.need(url, signers)
    expect(
      readdirSync(path)
        .map((name) => name.slice(64))
        .sort(),
    ).toEqual(['.crl', '.json'])
  })

  it('costs a report and nothing else when it cannot be written', async () => {
    const path = join(temporaryFolder(), 'file')
    writeFileSync(path, '')
    const { store, events } = open({ path })
    await store.need(url, signers)
    expect(store.lists()).toHaveLength(1)
    expect(events.map(({ event }) => event)).toEqual(['crl-refreshed', 'crl-not-stored'])
  })
})

it('prepares a long list on another thread, ready for look-ups', async () => {
  const entries = Array.from({ length: 20_000 }, (_, index) => ({ serial: index + 1 }))
  served = { body: listOf(ca, { entries }) }
  const { store, path } = open()
  await store.need(url, signers)
  const [list] = store.lists()
  const index = list === undefined ? undefined : crlIndex(list)
  expect(index?.ok && index.value.count).toBe(20_000)
  const later = open({ path })
  await later.store.start()
  expect(later.store.lists()).toHaveLength(1)
})
