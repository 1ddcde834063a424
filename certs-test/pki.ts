/** A test PKI in its folder: its authorities, cards, server certificates and revocation desk. */
import { join } from 'node:path'
import type { Random } from '../src/ports/random.ts'
import { type AuthorityId, PUBLISHING_AUTHORITIES } from './authorities.ts'
import { type Authority, readAuthority } from './authority.ts'
import { cardCalled, describeCard, type TestCard } from './cards.ts'
import { DAY_MS } from './durations.ts'
import { makeCard } from './make-card.ts'
import { type Manifest, readManifest, writeManifest } from './manifest.ts'
import type { PersonKey } from './people.ts'
import { readRegister, writeRegister } from './register.ts'
import { openRevocationDesk, type RevocationDesk } from './revocation.ts'
import { serialNumber, systemRandom } from './serial-number.ts'
import { makeServerCertificate, type ServerFiles, serverFiles } from './tls-server.ts'

/** A server certificate this near its end is made anew. */
const SERVER_RENEWAL_MS = 30 * DAY_MS

export interface TestPki extends RevocationDesk {
  readonly folder: string
  readonly baseUrl: string
  /** Epoch milliseconds. */
  readonly madeAt: number
  /** PEM of the authority of the TLS servers: what a browser or a client must trust. */
  readonly caPath: string
  authority(id: AuthorityId): Authority
  cards(): readonly TestCard[]
  /** @throws when there is no card of that name. */
  card(name: string): TestCard
  /**
   * Makes the cards with these names that are not there yet.
   * @param cards a person's key, a recipe's name, or a new name with a holder and a recipe's name.
   */
  issueCards(cards: readonly (string | NewCard)[], at: number): Promise<void>
  /** A certificate for a TLS server of that name; kept while its hosts are the same and its end is far. */
  serverCertificate(name: string, hosts: readonly string[], at: number): Promise<ServerFiles>
}

export interface NewCard {
  readonly name: string
  readonly holder: PersonKey
  /** Name of a recipe; absent: a card in order. */
  readonly defect?: string
}

/** Opens a complete folder. @throws when it is none. */
export function openPki(folder: string, random: Random = systemRandom): TestPki {
  const known = new Map<AuthorityId, Authority>()
  const authority = (id: AuthorityId): Authority => {
    const found = known.get(id) ?? readAuthority(folder, id)
    known.set(id, found)
    return found
  }
  const manifest = (): Manifest => {
    const read = readManifest(folder)
    if (read === null) throw new Error(`${folder} holds no test PKI.`)
    return read
  }
  const serial = () => serialNumber(random)
  const cards = () => manifest().cards.map((record) => describeCard(folder, record))
  const { baseUrl, keys, madeAt } = manifest()
  const desk = openRevocationDesk(folder, authority)

  return {
    ...desk,
    folder,
    baseUrl,
    madeAt,
    caPath: join(folder, 'authorities', 'tls.pem'),
    authority,
    cards,
    card(name) {
      const found = cards().find((card) => card.name === name)
      if (found === undefined) throw new Error(`The test PKI in ${folder} has no card called "${name}".`)
      return found
    },
    async issueCards(wanted, at) {
      const there = new Set(manifest().cards.map(({ name }) => name))
      const missing = wanted.map(readNewCard).filter(({ name }) => !there.has(name))
      if (missing.length === 0) return
      const context = { folder, baseUrl, authority, serial, usualKey: keys === 'rsa' ? 'rsa-2048' : 'p-256' } as const
      const made = await Promise.all(missing.map((card) => makeCard({ ...card, at }, context)))
      const register = readRegister(folder)
      writeRegister(folder, {
        ...register,
        entries: [...register.entries, ...made.flatMap(({ entry }) => entry ?? [])],
      })
      for (const id of PUBLISHING_AUTHORITIES) desk.reissueList(id, at)
      const before = manifest()
      writeManifest(folder, { ...before, cards: [...before.cards, ...made.map(({ record }) => record)] })
    },
    async serverCertificate(name, hosts, at) {
      const kept = manifest().servers[name]
      const good = kept !== undefined && kept.hosts.join() === hosts.join() && at < kept.notAfterAt - SERVER_RENEWAL_MS
      if (!good) {
        const made = await makeServerCertificate({
          name,
          hosts,
          folder,
          at,
          serial: serial(),
          authority: authority('tls'),
        })
        const before = manifest()
        writeManifest(folder, { ...before, servers: { ...before.servers, [name]: made } })
      }
      return serverFiles(folder, name)
    },
  }
}

function readNewCard(card: string | NewCard) {
  if (typeof card === 'string') return { name: card, ...cardCalled(card) }
  const recipe = card.defect === undefined ? null : cardCalled(card.defect).recipe
  return { name: card.name, holder: card.holder, recipe }
}
