import { expect, it } from 'vitest'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { createStores } from '../../src/storage/stores.ts'
import { onEachDatabase } from '../support/test-database.ts'

const AT = 1_700_000_000_000

onEachDatabase('administrators', (freshDatabase) => {
  it('are appointed and dismissed one by one, however often it is said', async () => {
    const { accounts, administrators } = createStores(await freshDatabase(), createCryptoRandom())
    for (const id of ['camille', 'alix']) {
      const email = `${id}@essai.test`
      await accounts.create({ id, email, emailKey: email, givenNames: id, surname: 'ESSAI', profiles: [] }, AT)
      await administrators.appoint(id, AT)
    }
    await administrators.appoint('camille', AT + 1)
    await administrators.dismiss('alix')
    await administrators.dismiss('alix')
    expect(await administrators.isOne('camille')).toBe(true)
    expect(await administrators.isOne('alix')).toBe(false)
    expect(await administrators.isOne('nobody')).toBe(false)
  })
})
