import { beforeEach, expect, it } from 'vitest'
import type { Profile } from '../../src/people/profile.ts'
import { profileByEmail } from '../../src/sign-in/profile-by-email.ts'
import type { WallOption } from '../../src/sign-in/profile-wall.ts'
import { type CaseOffice, CUT_OFF, openCaseOffice } from '../cases/case-office.ts'
import { onEachDatabase } from '../support/test-database.ts'
import { newId } from '../support/test-people.ts'

onEachDatabase('the profile of somebody who comes by e-mail', (freshDatabase) => {
  let office: CaseOffice
  beforeEach(async () => {
    office = await openCaseOffice(await freshDatabase())
  })

  async function person(profiles: readonly Profile[], entry?: Profile, invitedAt?: number) {
    const { id } = await office.account(profiles[0] ?? 'candidat')
    for (const profile of profiles) await office.stores.accounts.grantProfile(id, profile, 1)
    if (entry !== undefined) await office.take(office.expertise.id, id, entry, invitedAt)
    return { id, profiles }
  }
  async function giveCard(accountId: string) {
    const one = { id: newId(), accountId, sha256: newId(), der: '', authoritySha256: 'a', serialNumber: newId() }
    const written = { label: 'l', issuer: 'i', siren: undefined, givenNames: undefined, surname: undefined }
    await office.stores.bindings.bind({ ...one, ...written, notBefore: 0, notAfter: 1 }, 1)
  }
  const take = async (option: WallOption, who: { id: string; profiles: readonly Profile[] }) =>
    profileByEmail(office.stores, option, who, CUT_OFF)

  it.each([
    ['the only one', ['intervenant-de-partie'], 'intervenant-de-partie', 'intervenant-de-partie'],
    ['the one with a case', ['intervenant-de-partie', 'co-expert'], 'co-expert', 'co-expert'],
    ['the usual one when both or none has', ['co-expert', 'intervenant-de-partie'], undefined, 'intervenant-de-partie'],
    ['none that the answer does not lead to', ['sapiteur', 'magistrat-greffier'], 'sapiteur', undefined],
  ] as const)('is %s', async (_, profiles, entry, expected) => {
    expect(await take('intervenant-de-partie', await person(profiles, entry))).toBe(expected)
  })

  it('looks at no access of before the cut-off', async () => {
    const who = await person(['intervenant-de-partie', 'co-expert'], 'intervenant-de-partie', CUT_OFF - 1)
    await office.stores.cases.open({ id: 'x', reference: 'x', title: 'x', court: 'x', openedAt: 1 }, who.id)
    await office.take('x', who.id, 'co-expert')
    expect(await take('intervenant-de-partie', who)).toBe('co-expert')
  })

  it('is expert or co-expert for nobody who has, or had, a card (R1)', async () => {
    const who = await person(['co-expert'], 'co-expert')
    expect(await take('intervenant-de-partie', who)).toBe('co-expert')
    await giveCard(who.id)
    expect(await take('intervenant-de-partie', who)).toBeUndefined()
    const both = await person(['expert', 'intervenant-de-partie'], 'expert')
    await giveCard(both.id)
    expect(await take('intervenant-de-partie', both)).toBe('intervenant-de-partie')
  })
})
