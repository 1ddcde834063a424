import { relinkQueuePage } from '../../src/views/pages/admin/relink-queue.tsx'
import { type RelinkRequestProps, relinkRequestPage } from '../../src/views/pages/admin/relink-request.tsx'
import { dashboardPage } from '../../src/views/pages/dashboard.tsx'
import { DAY, expert, NOW, type Sample } from './sample-facts.ts'

const presented = {
  label: 'Camille EXEMPLE-DE-NOM-COMPOSÉ (renouvellement)',
  surname: 'EXEMPLE',
  givenNames: 'Camille, Dominique',
  siren: undefined,
  issuer: 'CertEurope eID User',
  serialNumber: '3fa2110b779cd45e3fa2110b779cd45e',
  notBefore: NOW - DAY,
  notAfter: NOW + 1_095 * DAY,
} as const

const request: RelinkRequestProps = {
  reference: '7K3FB-9QXDM',
  askedAt: NOW - DAY,
  account: { name: 'Camille EXEMPLE', email: 'camille.exemple@experts.exemple.fr' },
  presented,
  bound: [
    { ...presented, siren: '123456782', givenNames: 'Camille', status: 'active', notBefore: NOW - 900 * DAY },
    { ...presented, serialNumber: '11', label: 'Camille EXEMPLE', surname: undefined, status: 'blocked' },
  ],
  concerns: ['names-differ', 'siren-missing'],
  queuePath: '/admin/rattachements',
  decision: { kind: 'open', form: { action: '/admin/rattachements/7K3FB-9QXDM' }, reason: '', longestReason: 1000 },
}

const waiting = {
  path: '/admin/rattachements/7K3FB-9QXDM',
  reference: '7K3FB-9QXDM',
  askedAt: NOW - DAY,
  label: presented.label,
  issuer: presented.issuer,
  concerns: 2,
}

export const samplesOfAdministration: Readonly<Record<string, Sample>> = {
  'tableau-de-bord-administrateur': {
    page: dashboardPage({
      name: 'Camille EXEMPLE',
      cases: [],
      lawyersDirectoryPath: '/annuaire/avocats',
      relinkQueue: { path: '/admin/rattachements', waiting: 2 },
    }),
    layout: expert,
  },
  'rattachements-a-decider': {
    page: relinkQueuePage({
      waiting: [
        waiting,
        { ...waiting, reference: 'ABCDE-23456', path: '/admin/rattachements/ABCDE-23456', concerns: 0 },
      ],
      more: true,
    }),
    layout: { ...expert, notice: 'relink-approved' },
  },
  'rattachements-aucun': { page: relinkQueuePage({ waiting: [], more: false }), layout: expert },
  'rattachement-a-decider': { page: relinkRequestPage(request), layout: expert },
  'rattachement-sans-motif': {
    page: relinkRequestPage({ ...request, errors: { motif: 'reason-missing' } }),
    layout: expert,
  },
  'rattachement-devance': { page: relinkRequestPage({ ...request, bound: [], conflict: true }), layout: expert },
  'rattachement-de-soi-meme': {
    page: relinkRequestPage({ ...request, concerns: [], decision: { kind: 'own' } }),
    layout: expert,
  },
  'rattachement-decide': {
    page: relinkRequestPage({
      ...request,
      decision: {
        kind: 'decided',
        verdict: 'approved',
        by: 'Alix MODELE',
        at: NOW,
        reason: 'Rappelé au numéro du greffe ; pièce d’identité comparée.',
      },
    }),
    layout: expert,
  },
}
