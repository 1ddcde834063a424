import { afterAll, describe, expect, it } from 'vitest'
import { EVERY_CARD } from '../../../certs-test/cards.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: EVERY_CARD })
afterAll(() => portal.stop())

describe('cards', () => {
  it.each(portal.pki.cards())('$name', async (card) => {
    const browser = portal.browser()
    const page = await logInByCard(browser, card)
    console.log(card.name, card.login, page.status, page.title)
  })
})
