/** Lists and answers that OpenSSL makes, nginx and `openssl ocsp` serve, and our own adapters ask for. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { openCrlFolder } from '../../../src/adapters/crl-folder.ts'
import { createCrlStore } from '../../../src/adapters/crl-store.ts'
import { createCryptoRandom } from '../../../src/adapters/crypto-random.ts'
import { createGuardedFetch } from '../../../src/adapters/guarded-fetch.ts'
import { createOcspClient, type OcspEvent } from '../../../src/adapters/revocation-cache-ocsp.ts'
import { createSystemClock } from '../../../src/adapters/system-clock.ts'
import { CURRENT_ALGORITHMS } from '../../../src/pki/algorithms/algorithm-policy.ts'
import type { Certificate } from '../../../src/pki/certificate.ts'
import { PATH_ONLY } from '../../../src/pki/purpose.ts'
import { validateLive } from '../../../src/pki/revocation/live-validation.ts'
import { loadCrl } from '../../../src/pki/revocation/load-crl.ts'
import { type OcspExchangeRules, openOcspExchange } from '../../../src/pki/revocation/ocsp-exchange.ts'
import { type RevocationPolicy, STRICT_REVOCATION } from '../../../src/pki/revocation/policy.ts'
import { trustAnchorOf } from '../../../src/pki/trust-anchor.ts'
import { pathTo } from '../../support/debian.ts'
import { needs } from '../../support/needs.ts'
import { freePort, type ServerProcess, startServerProcess } from '../../support/server-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { endingOf } from './fixtures.ts'
import { createMemoryRegister } from './memory-register.ts'
import { createOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts'

needs('openssl', 'nginx')('OpenSSL as authority', () => {
  const clock = createSystemClock()
  const folder = temporaryFolder()
  const documents = join(folder, 'documents')
  const cards: Record<'good' | 'revoked' | 'held', Certificate> = {} as never
  const running: ServerProcess[] = []
  let authority: OpensslAuthority
  let webPort: number

  beforeAll(async () => {
    webPort = await freePort()
    mkdirSync(documents)
    authority = await createOpensslAuthority(join(folder, 'ca'), `http://127.0.0.1:${webPort}/list.crl`)
    for (const name of ['good', 'revoked', 'held'] as const) {
      const { certificate, revoke } = authority.issue(name)
      cards[name] = certificate
      if (name !== 'good') revoke(name === 'held' ? 'certificateHold' : 'keyCompromise')
    }
    writeFileSync(join(documents, 'list.crl'), authority.list())
  })

  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop()
  })

  const startResponder: OpensslAuthority['startResponder'] = async (options) => {
    const server = await authority.startResponder(options)
    running.push(server)
    return server
  }

  async function startNginx(): Promise<void> {
    const configuration = join(folder, 'nginx.conf')
    writeFileSync(
      configuration,
      `user root; daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr notice; events {}
       http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
         fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
         server { listen 127.0.0.1:${webPort}; root ${documents}; } }`,
    )
    const command = [pathTo('nginx'), '-c', configuration, '-e', 'stderr'] as const
    running.push(await startServerProcess([...command], /getrlimit/))
  }

  function open(policy: Partial<RevocationPolicy> = {}, rules: Partial<OcspExchangeRules> = {}, waitAtMostSeconds = 5) {
    const events: unknown[] = []
    const fetch = createGuardedFetch({
      allowedHosts: [new URL(authority.responderUrl).host, `127.0.0.1:${webPort}`],
      allowedPrivateAddresses: ['127.0.0.1'],
      timeoutMilliseconds: 5_000,
      maximumBytes: 1_000_000,
    })
    const lists = createCrlStore({
      folder: openCrlFolder(temporaryFolder()),
      fetch,
      load: (der, signers) => loadCrl(der, signers, CURRENT_ALGORITHMS),
      clock,
      schedule: () => () => undefined,
      report: (event) => void events.push(event),
      refreshSeconds: 3600,
      retrySeconds: 60,
      waitAtMostSeconds,
    })
    const exchange: OcspExchangeRules = { hash: 'sha256', nonce: 'required', ...rules }
    const answers = createOcspClient({
      fetch,
      openExchange: ({ certificate, issuerKey }) =>
        openOcspExchange(certificate, issuerKey, exchange, createCryptoRandom()),
      clock,
      report: (event: OcspEvent) => void events.push(event),
      reuseSeconds: 3600,
      retrySeconds: 60,
      waitAtMostSeconds,
    })
    const live = {
      lists,
      answers,
      register: createMemoryRegister(),
      policyFor: () => ({ ...STRICT_REVOCATION, clockSkewSeconds: 300, ...policy }),
    }
    const ask = (leaf: Certificate) =>
      validateLive(
        {
          leaf,
          anchors: [trustAnchorOf(authority.authority)],
          candidates: [],
          at: clock.now(),
          purpose: PATH_ONLY,
          algorithms: CURRENT_ALGORITHMS,
        },
        live,
      )
    return { ask, events }
  }

  async function endings(policy: Partial<RevocationPolicy> = {}, rules: Partial<OcspExchangeRules> = {}) {
    const { ask } = open(policy, rules)
    const all: string[] = []
    for (const name of ['good', 'revoked', 'held'] as const) all.push(endingOf(await ask(cards[name])))
    return all
  }

  const AS_THEY_ARE = ['valid', 'pki.revoked', 'pki.on-hold']
  const ALL_CLOSED = Array.from({ length: 3 }, () => 'pki.revocation-unavailable')

  it('answers by its delegated responder, with our nonce', async () => {
    await startResponder()
    expect(await endings({ order: ['ocsp'] })).toEqual(AS_THEY_ARE)
  })

  it('answers with SHA-1 identifiers as well, and by the key of the authority itself', async () => {
    await startResponder({ delegated: false })
    expect(await endings({ order: ['ocsp'] }, { hash: 'sha1' })).toEqual(AS_THEY_ARE)
  })

  it('answers without a nonce', async () => {
    await startResponder()
    expect(await endings({ order: ['ocsp'] }, { nonce: 'not-sent' })).toEqual(AS_THEY_ARE)
  })

  it('publishes a list', async () => {
    await startNginx()
    expect(await endings({ order: ['crl'] })).toEqual(AS_THEY_ARE)
  })

  it('is judged by its list while the responder is gone, and by the responder while nobody serves the list', async () => {
    await startNginx()
    expect(await endings()).toEqual(AS_THEY_ARE)
    for (const server of running.splice(0)) await server.stop()
    await startResponder()
    expect(await endings()).toEqual(AS_THEY_ARE)
  })

  it('leaves every card outside while neither answers', async () => {
    expect(await endings()).toEqual(ALL_CLOSED)
  })

  it('gives up on a responder that takes the connection and says nothing', async () => {
    const server = await startResponder()
    server.suspend()
    const { ask, events } = open({ order: ['ocsp'] }, {}, 0.2)
    expect(endingOf(await ask(cards.good))).toBe('pki.revocation-unavailable')
    expect(events).toMatchObject([{ event: 'ocsp-no-answer', failure: { code: 'fetch.failed' } }])
    server.resume()
  })

  it('does not know a certificate that stands in no register', async () => {
    await startNginx()
    await startResponder()
    const unregistered = authority.issueUnregistered('ghost')
    expect(endingOf(await open().ask(unregistered))).toBe('pki.revocation-unknown')
    expect(endingOf(await open({ order: ['crl'] }).ask(unregistered))).toBe('valid')
  })
})
