import type { Locale } from '../../src/messages/messages.ts'
import type { Certificate } from '../../src/views/components/certificate-facts.tsx'
import type { Page } from '../../src/views/page.ts'
import type { LayoutProps } from '../../src/views/render.ts'

/** 16 March 2026, 10 h in Paris. */
export const NOW = Date.UTC(2026, 2, 16, 9)
export const DAY = 24 * 3600 * 1000
export const form = { action: '/envoi', hidden: { tentative: 'essai-1' } }
export const back = { action: '/changer-de-profil' }

export const certificate: Certificate = {
  holder: 'Camille EXEMPLE',
  issuer: 'CertEurope eID User',
  serialNumber: '3F:A2:11:0B:77:9C:D4:5E',
  notBefore: NOW - 400 * DAY,
  notAfter: NOW + 45 * DAY,
  level: 'hardware',
}

export interface Sample {
  readonly page: Page
  readonly layout?: Partial<LayoutProps>
}

export const expert: Partial<LayoutProps> = {
  person: {
    name: 'Camille EXEMPLE',
    profile: 'expert',
    signOut: { action: '/deconnexion' },
    accountPath: '/mon-compte',
  },
  session: { endsAt: NOW + 1_800_000, secondsLeft: 1800, extend: { action: '/session/prolonger' } },
}
export const party: Partial<LayoutProps> = {
  person: { name: 'Dominique MODELE-PATRON', profile: 'intervenant-de-partie', signOut: { action: '/deconnexion' } },
  session: { endsAt: NOW + 240_000, secondsLeft: 240, extend: { action: '/session/prolonger' } },
}
export const reference = { reference: 'P-7K3F-9QXD' }

/** The layout of a sample; `assets` as the gallery serves them. */
export const sampleLayout = (locale: Locale, extras: Partial<LayoutProps> = {}): LayoutProps => ({
  locale,
  assets: {
    stylesheets: ['base', 'content', 'forms', 'frame', 'notices', 'print', 'registration', 'tables'].map(
      (name) => `/assets/${name}.css`,
    ),
    icon: '/assets/icon.svg',
    script: '/assets/parvis.js',
  },
  support: { phone: '01 23 45 67 89', email: 'assistance@parvis.exemple.fr' },
  homePath: '/',
  testCardPath: '/tester-ma-carte',
  language: { action: '/langue', hidden: { retour: '/' } },
  changeProfile: back,
  ...extras,
})
