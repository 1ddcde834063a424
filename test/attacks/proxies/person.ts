/** Somebody who goes to an application, is sent to the portal, and comes back. */
import type { TestCard } from '../../../certs-test/cards.ts'
import type { Answer, Browser } from '../../support/browser-client.ts'
import type { PortalUnderTest } from '../../support/portal-under-test.ts'
import { certificateOf, type TestPerson } from '../../support/test-people.ts'
import { codeSentTo } from '../../support/test-people-logins.ts'

export interface Person {
  readonly atPortal: Browser
  readonly atApplication: Browser
  /** Opens an address of the application and goes on to where it leads, from host to host. */
  open(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Goes on from an answer to where it leads. */
  goOn(answer: Answer): Promise<Answer>
  /** From the page that asks for the profile, up to the page of the application. */
  logInByEmail(wall: Answer, who: TestPerson): Promise<Answer>
  /** From the page that asks for the card. */
  presentCard(start: Answer, card: TestCard): Promise<Answer>
}

export const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' }
const LONGEST_WAY = 12

export function personWith(portal: PortalUnderTest, atPortal: Browser, atApplication: Browser): Person {
  const ask = (address: string): Promise<Answer> =>
    (address.startsWith(`${portal.origin}/`) || isCard(portal, address) ? atPortal : atApplication).get(
      address,
      NAVIGATION,
    )

  async function goOn(first: Answer): Promise<Answer> {
    let answer = first
    for (let steps = 0; ; steps += 1) {
      const next = answer.location || /^0; url=(.+)$/.exec(String(answer.headers['refresh'] ?? ''))?.[1]
      if (next === undefined) return answer
      if (steps === LONGEST_WAY) throw new Error(`sent around in circles: ${next}`)
      answer = await ask(new URL(next, answer.url).href)
    }
  }

  return {
    atPortal,
    atApplication,
    goOn,
    open: async (path, headers = {}) => goOn(await atApplication.get(path, { ...NAVIGATION, ...headers })),
    async logInByEmail(wall, who) {
      const form = await goOn(await atPortal.submit(wall, 'Continuer', { profil: 'intervenant-de-partie' }))
      const code = await goOn(
        await atPortal.submit(form, 'Continuer', { email: who.email, 'mot-de-passe': who.password }),
      )
      return goOn(await atPortal.submit(code, 'Continuer', { code: await codeSentTo(portal, who.email) }))
    },
    async presentCard(start, card) {
      atPortal.insertCard(certificateOf(card))
      return goOn(await atPortal.submit(start, 'Présenter ma carte'))
    },
  }
}

/** The one-time names under the card origin. */
const isCard = ({ cardOrigin }: PortalUnderTest, address: string): boolean =>
  new URL(address).host.endsWith(`.${new URL(cardOrigin).host}`)
