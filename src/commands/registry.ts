/** Every command of `parvis`. Its file is loaded only when it is called, so that each starts quickly. */
import type { Command } from './command.ts'

export interface RegistryEntry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const registry: readonly RegistryEntry[] = [
  {
    name: 'serve',
    summary: 'run the service with the settings',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'demo',
    summary: 'run everything on this machine with invented people, cards and a mailbox',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'doctor',
    summary: 'check everything the service depends on, with a remedy for each problem',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'settings',
    summary: 'show, check or describe the settings',
    load: async () => (await import('./settings.ts')).settings,
  },
  {
    name: 'migrate',
    summary: 'bring the database schema up to date',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'account',
    summary:
      'people: show, deactivate, reactivate, grant a profile, appoint an administrator, block a card, cards that wait to be attached',
    load: async () => (await import('./account.ts')).account,
  },
  {
    name: 'session',
    summary: 'who is in: list, revoke',
    load: async () => (await import('./session.ts')).session,
  },
  {
    name: 'terms',
    summary: 'terms of use: publish, list, who owes an acceptance, verify',
    load: async () => (await import('./terms.ts')).terms,
  },
  {
    name: 'client',
    summary: 'applications that trust Parvis, and the configuration of the proxies in front of them',
    load: async () => (await import('./client.ts')).client,
  },
  {
    name: 'case',
    summary: 'cases and their participants: open, list, show, invite, deactivate, regenerate, returned mails',
    load: async () => (await import('./case.ts')).caseCommand,
  },
  {
    name: 'directory',
    summary: "the lawyers' directory: import",
    load: async () => (await import('./directory.ts')).directory,
  },
  {
    name: 'journal',
    summary: 'what happened: show, look a reference up, verify the chain',
    load: async () => (await import('./journal.ts')).journal,
  },
  {
    name: 'trust',
    summary: 'authorities whose cards are accepted: list, show, check, add, remove, import a trusted list, apply',
    load: async () => (await import('./trust.ts')).trust,
  },
  {
    name: 'crl',
    summary: 'revocation lists on disk: list, refresh',
    load: async () => (await import('./crl.ts')).crl,
  },
  {
    name: 'pki',
    summary: 'judge certificates and explain; why a card was refused; make test cards',
    load: async () => (await import('./pki.ts')).pki,
  },
]
