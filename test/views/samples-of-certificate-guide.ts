import { certificateGuidePage } from '../../src/views/pages/certificate-guide/guide.tsx'
import type { CertificateGuideProps } from '../../src/views/pages/certificate-guide/guide-props.ts'
import { expert, form, type Sample } from './sample-facts.ts'

const nothing = {
  holder: '',
  siren: '',
  compagnie: '',
  support: '',
  choose: '',
  pay: '',
  president: '',
  send: '',
  receive: '',
  record: '',
  activate: '',
}

const guide: CertificateGuideProps = {
  form,
  values: nothing,
  dates: { presidentBack: '2026-04-16', delivery: { from: '2026-05-07', until: '2026-05-28' }, late: false },
  nextStep: 'choose',
  compagnies: [{ id: 'exemple', name: "Compagnie des experts de l'exemple" }],
  orderPortal: 'https://portail.exemple.fr/commande',
  softwareSite: 'https://logiciel.exemple.fr/',
  kept: false,
}

export const samplesOfCertificateGuide: Readonly<Record<string, Sample>> = {
  certificat: { page: certificateGuidePage(guide) },
  'certificat-en-cours': {
    page: certificateGuidePage({
      ...guide,
      values: {
        ...nothing,
        holder: 'Camille EXEMPLE',
        siren: '732 829 320',
        compagnie: 'exemple',
        support: 'card',
        choose: '2026-03-02',
        pay: '2026-03-02',
      },
      dates: {
        ...guide.dates,
        certificateEnd: '2026-04-30',
        order: { from: '2026-01-30', until: '2026-02-28' },
        late: true,
      },
      nextStep: 'president',
      president: { name: 'Maxime FICTIF', address: ["1, place de l'Exemple", '69000 LYON'] },
      sirenOfCard: '404833048',
      kept: true,
    }),
    layout: { ...expert, notice: 'order-kept' },
  },
  'certificat-erreurs': {
    page: certificateGuidePage({
      ...guide,
      values: { ...nothing, siren: '73282932000074', choose: '2026-03-10', pay: '2026-03-01' },
      errors: {
        titulaire: 'holder-missing',
        siren: 'siren-establishment',
        compagnie: 'compagnie-missing',
        'jour-paiement': 'day-order',
      },
      nextStep: undefined,
      compagnies: [{ id: 'exemple', name: "Compagnie des experts de l'exemple" }],
      kept: true,
    }),
    layout: expert,
  },
  'certificat-sans-compagnie': { page: certificateGuidePage({ ...guide, compagnies: [] }) },
}
