import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../support/browser-client.ts'
import { needs } from '../../support/needs.ts'
import { certificateOf } from '../../support/test-people.ts'
import { logInByCard } from '../../support/test-people-logins.ts'
import { type CardProxy, type PortalBehind, startPortalBehind } from './card-proxy.ts'

const PROXIES: readonly CardProxy[] = ['nginx', 'haproxy', 'apache', 'haproxy-rfc9440']

for (const proxy of PROXIES) {
  needs(proxy === 'haproxy-rfc9440' ? 'haproxy' : proxy)(`a card through the TLS of ${proxy}`, () => {
    let behind: PortalBehind
    beforeAll(async () => {
      behind = await startPortalBehind(proxy, ['expert', 'co-expert', 'revoked', 'unknown-authority', 'expired'])
    })
    afterAll(() => behind.stop())

    it('logs its holder in', async () => {
      const { portal } = behind
      await portal.people.byCard(portal.pki.card('expert'))
      const page = await logInByCard(portal.browser(), portal.pki.card('expert'))
      expect(page).toMatchObject({ status: 200, title: 'Tableau de bord' })
    })

    it.each([
      ['revoked', 'Votre certificat a été révoqué'],
      ['unknown-authority', "L'autorité de votre certificat n'est pas reconnue"],
    ])('is judged as if it had come without a proxy: %s', async (name, title) => {
      const { portal } = behind
      expect(await logInByCard(portal.browser(), portal.pki.card(name))).toMatchObject({ title })
    })

    it('that has expired logs nobody in', async () => {
      const { portal } = behind
      const page = await logInByCard(portal.browser(), portal.pki.card('expired')).catch((error: Error) => error)
      // Apache ends the handshake itself.
      if (proxy === 'apache') expect(page).toBeInstanceOf(Error)
      else expect(page).toMatchObject({ title: 'Votre certificat a expiré' })
    })

    it('that is not there is told so', async () => {
      const page = await withoutCard({})
      expect(page.title).toBe("Aucun certificat n'a été présenté")
    })

    describe('is not what a browser without a card writes in a header', () => {
      const certificate = () => new X509Certificate(readFileSync(behind.portal.pki.card('expert').certificatePath))
      const forms = {
        'percent-encoded': () => encodeURIComponent(certificate().toString()),
        'on one line': () => certificate().toString().replaceAll('\n', ' ').trim(),
        base64: () => certificate().raw.toString('base64'),
        'RFC 9440': () => `:${certificate().raw.toString('base64')}:`,
      }
      const names = [
        'X-SSL-Client-Cert',
        'X_SSL_Client_Cert',
        'X.SSL.Client.Cert',
        'Client-Cert',
        'client_cert',
        'X-Forwarded-Tls-Client-Cert',
        'SSL_CLIENT_CERT',
      ]

      for (const [form, write] of Object.entries(forms)) {
        it.each(names)(`${form}, as %s`, async (name) => {
          await seenAsNobody({ [name]: write() })
        })
      }

      it('that its proxy is to drop', async () => {
        const value = forms[proxy === 'apache' ? 'on one line' : 'base64']()
        await seenAsNobody({ 'X-SSL-Client-Cert': value, Connection: 'close, X-SSL-Client-Cert' })
        await seenAsNobody({ Connection: 'close, X-SSL-Client-Cert, Client-Cert, Host' })
      })

      async function seenAsNobody(headers: Readonly<Record<string, string>>) {
        const page = await withoutCard(headers)
        expect(page.title).not.toBe('Tableau de bord')
        expect(page.setCookies.join()).not.toContain('__Host-parvis-navigateur')
        const opened = await behind.portal.database
          .selectFrom('session')
          .selectAll()
          .where('user_agent', '=', 'Attaque')
          .execute()
        expect(opened).toEqual([])
      }
    })

    it('of another is not lent by a header beside it', async () => {
      const { portal } = behind
      const [own, wanted] = [portal.pki.card('co-expert'), portal.pki.card('expert')]
      const holder = await portal.people.byCard(own, { profile: 'co-expert' })
      const target = await portal.stores.bindings.findBySha256(wanted.sha256)
      const sessionsOf = async (id = '') =>
        (await portal.database.selectFrom('session').selectAll().where('account_id', '=', id).execute()).length
      const before = await sessionsOf(target?.accountId)
      const base64 = new X509Certificate(readFileSync(wanted.certificatePath)).raw.toString('base64')
      const browser = portal.browser()
      browser.insertCard(certificateOf(own))
      for (const headers of [{ 'X-SSL-Client-Cert': base64 }, { 'Client-Cert': `:${base64}:` }]) {
        const sent = await browser.post('/connexion/carte', { profil: 'carte' })
        const back = await browser.get(sent.location, headers)
        if (back.status === 303) await browser.follow(back)
      }
      expect(await sessionsOf(target?.accountId)).toBe(before)
      expect(await sessionsOf(holder.accountId)).toBeGreaterThan(0)
    })

    it('is taken from nobody but the proxy', async () => {
      const { portal } = behind
      const browser = portal.browser({ localAddress: '127.9.9.9' })
      const { port } = portal.settings.card
      const raw = new X509Certificate(readFileSync(portal.pki.card('expert').certificatePath)).raw.toString('base64')
      const sent = await browser.post('/connexion/carte', { profil: 'carte' })
      const direct = new URL(sent.location)
      direct.port = String(port)
      const answer = await browser.get(direct.href, { 'X-SSL-Client-Cert': raw })
      expect(answer).toMatchObject({ status: 403, location: '' })
    })

    /** The whole way to the card and back, with headers of one's own at the card origin. */
    async function withoutCard(headers: Readonly<Record<string, string>>): Promise<Answer> {
      const browser = behind.portal.browser({ userAgent: 'Attaque' })
      const sent = await browser.post('/connexion/carte', { profil: 'carte' })
      const back = await browser.get(sent.location, headers)
      return back.status === 303 ? browser.follow(back) : back
    }
  })
}
