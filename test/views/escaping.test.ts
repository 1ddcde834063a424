import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from '../../src/views/page.ts'
import { relinkQueuePage } from '../../src/views/pages/admin/relink-queue.tsx'
import { relinkRequestPage } from '../../src/views/pages/admin/relink-request.tsx'
import { cardRefusalPage } from '../../src/views/pages/card-refusal.tsx'
import { casePage } from '../../src/views/pages/case.tsx'
import { caseListPage } from '../../src/views/pages/case-list.tsx'
import { codePage } from '../../src/views/pages/code.tsx'
import { createAccountPage } from '../../src/views/pages/create-account.tsx'
import { dashboardPage } from '../../src/views/pages/dashboard.tsx'
import { emailLoginPage } from '../../src/views/pages/email-login.tsx'
import { forgottenPasswordPage, forgottenPasswordSentPage } from '../../src/views/pages/forgotten-password.tsx'
import { lawyersPage } from '../../src/views/pages/lawyers.tsx'
import { newPasswordPage } from '../../src/views/pages/new-password.tsx'
import { addParticipantPage, deactivateParticipantPage } from '../../src/views/pages/participants.tsx'
import { registrationPage } from '../../src/views/pages/registration.tsx'
import { termsPage } from '../../src/views/pages/terms.tsx'
import { unknownCardPage } from '../../src/views/pages/unknown-card.tsx'
import { type LayoutProps, renderPage } from '../../src/views/render.ts'
import { readTags } from './markup.ts'
import { NOW, sampleLayout } from './sample-facts.ts'

/** A name on a card, an address typed at the login, a title of a case: all of it may be this. */
const PROBE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;`
const form = { action: '/envoi', hidden: { tentative: PROBE } }
const back = { href: '/' }
const certificate = {
  holder: PROBE,
  issuer: PROBE,
  serialNumber: PROBE,
  notBefore: NOW,
  notAfter: NOW,
  level: 'hardware',
} as const
const cases = [
  { path: '/e/1', reference: PROBE, title: PROBE, court: PROBE, openedAt: NOW, profile: 'expert' as const },
]

const hostileCard = { ...certificate, label: PROBE, surname: PROBE, givenNames: PROBE, siren: PROBE }

const pages: Readonly<Record<string, Page>> = {
  refusal: cardRefusalPage({
    cause: 'expired',
    reference: PROBE,
    tryAgain: form,
    changeProfile: form,
    certificate,
    authority: { name: PROBE, phone: PROBE },
  }),
  'unknown card': unknownCardPage({ form, certificate }),
  'e-mail': emailLoginPage({ profile: 'sapiteur', form, back, forgottenPath: '/oubli', values: { email: PROBE } }),
  code: codePage({
    profile: 'sapiteur',
    form,
    back,
    resend: form,
    notMe: form,
    maskedEmail: PROBE,
    sender: PROBE,
    delivery: 'sent',
    code: { state: 'open', expiresAt: NOW, secondsLeft: 1, triesLeft: 1 },
    resendWaitSeconds: 0,
  }),
  forgotten: forgottenPasswordPage({ form, backPath: '/', values: { email: PROBE } }),
  sent: forgottenPasswordSentPage({ email: PROBE, sender: PROBE, signInPath: '/' }),
  password: newPasswordPage({ reason: 'temporary', form, email: PROBE }),
  terms: termsPage({
    reason: 'first',
    version: { label: PROBE, effectiveAt: NOW, sha256: PROBE, sizeBytes: 1, downloadPath: '/cgu/1.pdf' },
    accept: form,
    refuse: form,
  }),
  registration: registrationPage({
    profile: 'expert',
    certificateName: PROBE,
    form,
    values: { prenom: PROBE, nom: PROBE, email: PROBE, voie: PROBE, ville: PROBE, pays: PROBE, cour: PROBE },
    terms: { label: PROBE, downloadPath: '/cgu/1.pdf' },
    courts: [{ id: PROBE, kind: 'CA', label: PROBE }],
    countries: ['FR'],
    specialities: { edition: PROBE, chosen: [{ code: PROBE, label: PROBE }], branches: [], search: PROBE },
  }),
  'personal account': createAccountPage({ form, backPath: '/', values: { email: PROBE, nom: PROBE, prenom: PROBE } }),
  invitation: addParticipantPage({ caseReference: PROBE, form, backPath: '/', profiles: [], values: { nom: PROBE } }),
  deactivation: deactivateParticipantPage({ name: PROBE, caseReference: PROBE, confirm: form, backPath: '/' }),
  directory: lawyersPage({
    searchPath: '/annuaire',
    query: { name: PROBE, bar: PROBE },
    bars: [PROBE],
    lawyers: [{ id: '1', name: PROBE, bar: PROBE, email: PROBE }],
    found: 1,
    page: 1,
    pages: 1,
  }),
  dashboard: dashboardPage({ name: PROBE, cases }),
  'case list': caseListPage({ cases }),
  'queue of cards': relinkQueuePage({
    waiting: [{ path: '/', reference: PROBE, askedAt: NOW, label: PROBE, issuer: PROBE, concerns: 1 }],
    more: false,
  }),
  'card to attach': relinkRequestPage({
    reference: PROBE,
    askedAt: NOW,
    account: { name: PROBE, email: PROBE },
    presented: hostileCard,
    bound: [hostileCard],
    concerns: [PROBE],
    queuePath: '/',
    decision: { kind: 'open', form, reason: PROBE, longestReason: 10 },
  }),
  case: casePage({
    reference: PROBE,
    title: PROBE,
    court: PROBE,
    openedAt: NOW,
    leavePath: '/',
    participants: [{ id: '1', name: PROBE, profile: 'expert', status: 'active', since: NOW }],
  }),
}

const hostileLayout: LayoutProps = sampleLayout('fr', {
  person: { name: PROBE, profile: 'expert', signOut: form },
  support: { phone: PROBE, email: PROBE },
  reference: PROBE,
})

describe('whatever strangers type stays text', () => {
  it.each(Object.entries(pages))('%s', (_name, page) => {
    const html = renderPage(page, hostileLayout)
    const tags = readTags(html)
    expect(tags.map(({ name }) => name)).not.toContain('img')
    expect(tags.filter(({ name }) => name === 'script')).toHaveLength(1)
    expect(tags.flatMap(({ attributes }) => Object.keys(attributes))).not.toContain('onerror')
    expect(html).toContain('&lt;script>alert(1)')
  })
})

describe('no typed text changes the structure of a page', () => {
  it('whatever the text', () => {
    const shape = (typed: string) =>
      readTags(
        renderPage(
          emailLoginPage({ profile: 'sapiteur', form, back, forgottenPath: '/oubli', values: { email: typed } }),
          sampleLayout('fr', { person: { name: typed, profile: 'expert', signOut: form }, reference: typed }),
        ),
      ).map(({ name, attributes }) => [name, ...Object.keys(attributes)])
    const expected = shape('x')
    const hostile = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '=', '/', ' ', 'a') }),
    )
    fc.assert(
      fc.property(hostile, (typed) => {
        expect(shape(typed)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
