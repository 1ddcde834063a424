import { inflateSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { dayInParis } from '../../../src/people/deadlines.ts'
import { DAY_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert', 'sapiteur'] })
afterAll(() => portal.stop())

const KEEP = 'Enregistrer mon avancement'
const COMPUTE = 'Vérifier et calculer mes dates'
const ATTESTATION = 'Attestation à faire signer (PDF)'
const day = (days: number) => dayInParis(portal.clock.now() + days * DAY_MS)
const siren = '732829320'

/** What a reader shows: the glyphs of each page, whose codes are Latin-1 (ISO 32000-1 §9.4.3, annex D). */
function textOfPdf(pdf: Buffer): string {
  const streams = [...pdf.toString('latin1').matchAll(/stream\n(.*?)\nendstream/gs)].map(([, stream = '']) =>
    inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'),
  )
  const glyphs = streams.join('\n').matchAll(/<([0-9a-f]+)>|TJ/g)
  const text = [...glyphs].map(([, hex]) => (hex === undefined ? ' ' : Buffer.from(hex, 'hex').toString('latin1')))
  return text.join('').replace(/\s+/g, ' ')
}

describe('the guide to the next card (S2.1 to S2.32)', () => {
  it('leads somebody who is not logged in through the six steps, and keeps nothing', async () => {
    const browser = portal.browser()
    const page = await browser.open('/certificat')
    expect(page).toMatchObject({ status: 200, title: 'Commander ou renouveler mon certificat' })
    for (const step of [
      'Choisir le produit',
      'Remplir le formulaire et payer',
      'Faire authentifier les documents par le président',
      'Envoyer le dossier complet',
      'Recevoir la carte et renvoyer le procès-verbal',
      'Installer le logiciel et activer',
    ]) {
      expect(page.text).toContain(step)
    }
    const computed = await browser.press(page, COMPUTE, { siren: '732 829 320', 'jour-envoi': day(-1) })
    expect(computed.status).toBe(200)
    expect(computed.forms.find(({ action }) => action === '/certificat')?.fields).toMatchObject({
      siren: '732 829 320',
      'jour-envoi': day(-1),
    })
    expect((await browser.open('/certificat')).text).not.toContain('732 829 320')
  })

  it("keeps an expert's progress, from one browser to the next", async () => {
    await portal.people.byCard(portal.pki.card('expert'))
    const browser = portal.browser()
    await logInByCard(browser, portal.pki.card('expert'))
    const first = await browser.open('/certificat')
    expect(first.text).toContain('Prochaine étape : 1. Choisir le produit')
    expect(first.forms.find(({ action }) => action === '/certificat')?.fields['titulaire']).toMatch(/^Camille ESSAI/)
    const kept = await browser.press(first, KEEP, {
      support: 'key',
      siren,
      'jour-choix': day(-3),
      'jour-paiement': day(-3),
    })
    expect(kept.text).toContain('Votre avancement est enregistré.')
    expect(kept.text).toContain('Prochaine étape : 3. Faire authentifier')

    const elsewhere = portal.browser()
    await logInByCard(elsewhere, portal.pki.card('expert'))
    const there = await elsewhere.open('/certificat')
    expect(there.forms.find(({ action }) => action === '/certificat')?.fields).toMatchObject({
      siren,
      support: 'key',
      'jour-choix': day(-3),
    })

    const done = await elsewhere.press(there, KEEP, {
      'jour-president': day(-2),
      'jour-envoi': day(-2),
      'jour-reception': day(-1),
      'jour-activation': day(0),
    })
    expect(done.text).toContain('Il reste à renvoyer le procès-verbal de remise.')
    const over = await elsewhere.press(done, KEEP, { 'jour-proces-verbal': day(0) })
    expect(over.text).toContain('Votre commande est terminée.')
    expect(over.text).toContain('Prochaine étape : 1. Choisir le produit')
  })

  it.each([
    ['73282932000074', 'Quatorze chiffres forment un SIRET'],
    ['732829321', "Ce numéro n'est pas un SIREN"],
    ['000000018', "Ce SIREN est celui d'une Compagnie : il est interdit"],
  ])('refuses the number %s and says why; nothing typed is lost', async (typed, sentence) => {
    const browser = portal.browser()
    const page = await browser.press(await browser.open('/certificat'), COMPUTE, {
      siren: typed,
      'jour-choix': day(-9),
    })
    expect(page.status).toBe(400)
    expect(page.text).toContain(sentence)
    expect(page.forms.find(({ action }) => action === '/certificat')?.fields).toMatchObject({
      siren: typed,
      'jour-choix': day(-9),
    })
  })

  it('refuses days that are not past, do not exist, or go back', async () => {
    const browser = portal.browser()
    const page = await browser.press(await browser.open('/certificat'), COMPUTE, {
      'jour-choix': day(-2),
      'jour-paiement': day(-3),
      'jour-envoi': day(1),
      'jour-reception': '2026-02-30',
    })
    expect(page.status).toBe(400)
    for (const sentence of ["antérieure à celle d'une étape", "n'est pas encore passée", "Cette date n'existe pas"]) {
      expect(page.text).toContain(sentence)
    }
  })

  it('warns when the next card may come too late', async () => {
    const person = await portal.people.byCard(portal.pki.card('co-expert'), { profile: 'co-expert' })
    const endsIn = (days: number) =>
      portal.database
        .updateTable('certificate_binding')
        .set({ not_after: portal.clock.now() + days * DAY_MS })
        .where('account_id', '=', person.accountId)
        .execute()
    const browser = portal.browser()
    await logInByCard(browser, portal.pki.card('co-expert'))
    await endsIn(100)
    expect((await browser.open('/certificat')).text).not.toContain("d'arriver après l'échéance")
    await endsIn(60)
    expect((await browser.open('/certificat')).text).toContain("d'arriver après l'échéance")
  })
})

describe('the attestation for the president (S2.19)', () => {
  it('is a PDF with the holder, the number, the Compagnie and its president', async () => {
    const browser = portal.browser()
    const page = await browser.open('/certificat')
    const pdf = await browser.submit(page, ATTESTATION, {
      titulaire: 'Hélène ESSAI-DUPONT',
      siren: '732 829 320',
      compagnie: 'demonstration',
    })
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="attestation-compagnie.pdf"',
    })
    const text = textOfPdf(pdf.bytes)
    expect(text).toContain('Je soussigné(e), Maxime FICTIF')
    expect(text).toContain('« Compagnie des experts de démonstration »')
    expect(text).toContain('Prénom et nom : Hélène ESSAI-DUPONT')
    expect(text).toContain('SIREN individuel : 732 829 320')
  })

  it('needs holder, number and Compagnie', async () => {
    const browser = portal.browser()
    const page = await browser.press(await browser.open('/certificat'), ATTESTATION, {})
    expect(page.status).toBe(400)
    for (const sentence of ['Saisissez le prénom et le nom', 'Saisissez votre SIREN', 'Choisissez votre Compagnie.']) {
      expect(page.text).toContain(sentence)
    }
    expect((await browser.press(page, ATTESTATION, { titulaire: 'X', siren, compagnie: 'autre' })).status).toBe(400)
  })
})
