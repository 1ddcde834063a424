import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InvitationWithMails, invitationState } from '../../src/cases/invitation.ts'
import type { MailState } from '../../src/mail/outbox.ts'

const NOW = 1_000_000
const invitation = (more: Partial<InvitationWithMails> = {}): InvitationWithMails => ({
  id: 'i',
  participantId: 'p',
  accountId: 'a',
  access: 'initial-password',
  sendings: 1,
  sentAt: NOW - 1000,
  secretExpiresAt: NOW + 1,
  acceptedAt: undefined,
  resendAskedAt: undefined,
  mails: [{ state: 'sent' }, { state: 'sent' }],
  ...more,
})

describe('how an invitation stands', () => {
  it.each([
    ['both mails sent', {}, 'sent'],
    ['a mail still waits', { mails: [{ state: 'sent' }, { state: 'pending' }] }, 'pending'],
    ['a mail could not be delivered', { mails: [{ state: 'undeliverable' }, { state: 'pending' }] }, 'undeliverable'],
    ['the secret is over', { secretExpiresAt: NOW }, 'expired'],
    ['a mail was useless before it could leave', { mails: [{ state: 'sent' }, { state: 'expired' }] }, 'expired'],
    ['the person came in, later than the secret', { acceptedAt: 1, secretExpiresAt: 1 }, 'accepted'],
    [
      'the person came in although a mail came back',
      { acceptedAt: 1, mails: [{ state: 'undeliverable' }] },
      'accepted',
    ],
    ['the mails are forgotten, the secret over', { mails: [], secretExpiresAt: 1 }, 'expired'],
    ['the mails are forgotten, no secret was needed', { mails: [], secretExpiresAt: undefined }, 'sent'],
  ] as const)('%s', (_, more, state) => {
    expect(invitationState(invitation(more), NOW)).toBe(state)
  })

  it('accepted stays accepted, and an undelivered one never reads as sent', () => {
    const states = fc.array(fc.constantFrom<MailState>('pending', 'sent', 'undeliverable', 'expired'), { maxLength: 2 })
    fc.assert(
      fc.property(states, fc.option(fc.nat(2 * NOW)), fc.boolean(), fc.nat(2 * NOW), (mails, expiry, accepted, at) => {
        const state = invitationState(
          invitation({
            mails: mails.map((each) => ({ state: each })),
            secretExpiresAt: expiry ?? undefined,
            acceptedAt: accepted ? 1 : undefined,
          }),
          at,
        )
        expect(state === 'accepted').toBe(accepted)
        if (!accepted && mails.includes('undeliverable')) expect(state).toBe('undeliverable')
        if (state === 'sent') expect(expiry === null || at < expiry).toBe(true)
      }),
    )
  })
})
