import { describe, it } from 'vitest'

it('passes', () => {})
describe.skip('with a machine that lacks it', { meta: { missing: 'lynx (package lynx)' } }, () => {
  describe('deep inside', () => {
    it('is skipped', () => {})
    it('is skipped too', () => {})
  })
})
it('gives a reason', ({ skip }) => skip('not on a Sunday'))
it.skip('gives none', () => {})
