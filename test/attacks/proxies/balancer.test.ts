import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readAll } from '../../http/raw-connection.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { freePort, type ServerProcess } from '../../support/server-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { logInByCard } from '../../support/test-people-logins.ts'
import { startHaproxy } from './real-proxy.ts'

const PER_MINUTE = 60

/** The balancer of docker/haproxy.cfg, on this machine. */
function startBalancer(portal: PortalUnderTest, port: number, sending: string): Promise<ServerProcess> {
  const folder = temporaryFolder()
  const file = join(folder, 'haproxy.cfg')
  const shown = readFileSync('docker/haproxy.cfg', 'utf8')
    .replace('maxconn 10000', 'maxconn 1000')
    .replace(/^resolvers docker\n(.+\n)+/m, '')
    .replace(':8443\n', `127.0.0.1:${port}\n`)
    .replaceAll('carte.parvis.internal', 'carte.localhost')
    .replaceAll('acces.parvis.internal', 'localhost')
    .replace('server-template parvis 4 parvis:8443', `server parvis 127.0.0.1:${portal.settings.portal.port}`)
    .replace('server-template parvis 4 parvis:8444', `server parvis 127.0.0.1:${portal.settings.card.port}`)
    .replaceAll('resolvers docker init-addr none', '')
    .replaceAll('send-proxy-v2', sending)
  writeFileSync(file, shown)
  return startHaproxy(file, folder)
}

for (const sending of ['send-proxy-v2', 'send-proxy']) {
  needs('haproxy')(`behind a real HAProxy that passes TLS through (${sending})`, () => {
    let portal: PortalUnderTest
    let balancer: ServerProcess
    beforeAll(async () => {
      const port = await freePort()
      portal = await startPortal({
        cards: ['expert'],
        env: {
          PARVIS_PORTAL_ORIGIN: `https://localhost:${port}`,
          PARVIS_CARD_ORIGIN: `https://carte.localhost:${port}`,
          PARVIS_BALANCERS: '127.0.0.1',
        },
      })
      balancer = await startBalancer(portal, port, sending)
    })
    afterAll(async () => {
      await balancer.stop()
      await portal.stop()
    })

    it('the limit of a network address counts people, not the balancer', async () => {
      const [one, other] = [
        portal.browser({ localAddress: '127.5.0.1' }),
        portal.browser({ localAddress: '127.5.0.2' }),
      ]
      for (let tries = 0; tries < PER_MINUTE; tries += 1) {
        expect((await one.post('/tester-ma-carte', {})).status).toBe(303)
      }
      expect((await one.post('/tester-ma-carte', {})).status).toBe(429)
      expect((await other.post('/tester-ma-carte', {})).status).toBe(303)
      const counted = await portal.database
        .selectFrom('ephemeral')
        .select('key')
        .where('key', 'like', 'requests:%')
        .execute()
      expect(counted.map(({ key }) => key).sort()).toEqual(['requests:card:127.5.0.1', 'requests:card:127.5.0.2'])
    })

    it('a card reaches the card listener, which alone sees it', async () => {
      await portal.people.byCard(portal.pki.card('expert'))
      const page = await logInByCard(portal.browser({ localAddress: '127.5.0.3' }), portal.pki.card('expert'))
      expect(page).toMatchObject({ status: 200, title: 'Tableau de bord' })
    })

    it('a stranger who writes such a header is not believed, nor through the balancer', async () => {
      const { port } = portal.settings.portal
      const through = Number(new URL(portal.origin).port)
      for (const [to, from] of [
        [port, '127.5.0.4'],
        [through, '127.5.0.4'],
      ] as const) {
        const socket = connect({ host: '127.0.0.1', port: to, localAddress: from })
        const heard = readAll(socket)
        socket.write('PROXY TCP4 192.0.2.7 10.0.0.1 1 443\r\n')
        const tls = connectTls({ socket, servername: 'localhost', ca: readFileSync(portal.pki.caPath) })
        tls.on('error', () => {})
        tls.on('secureConnect', () => expect.unreachable('TLS stands behind a header of a stranger'))
        await heard
      }
    })

    it('a balancer that says nothing, or something else, is not served', async () => {
      for (const opening of [
        Buffer.from([0x16, 3, 1, 2, 0]),
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        Buffer.from('PROXY x\r\n'),
      ]) {
        const socket = connect({ host: '127.0.0.1', port: portal.settings.portal.port, localAddress: '127.0.0.1' })
        const heard = readAll(socket)
        socket.write(opening)
        expect(await heard).toBe('')
      }
    })

    it('a header that comes in pieces is understood', async () => {
      const socket = connect({
        host: '127.0.0.1',
        port: portal.settings.portal.port,
        localAddress: '127.0.0.1',
        noDelay: true,
      })
      for (const piece of ['PROXY TC', 'P4 127.5.0.9 10.', '0.0.1 1 443\r', '\n']) {
        socket.write(piece)
        await new Promise((resolve) => setImmediate(resolve))
      }
      const tls = connectTls({ socket, servername: 'localhost', ca: readFileSync(portal.pki.caPath) })
      const heard = readAll(tls)
      const host = new URL(portal.origin).host
      tls.write(`POST /tester-ma-carte HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
      expect(await heard).toMatch(/^HTTP\/1\.1 303/)
      const row = await portal.database
        .selectFrom('ephemeral')
        .select('count')
        .where('key', '=', 'requests:card:127.5.0.9')
        .executeTakeFirst()
      expect(row?.count).toBe(1)
    })
  })
}
