/** What stands in the folder of a PKI: written last, so that a folder with a manifest is complete. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AUTHORITY_IDS } from './authorities.ts'
import { writeAtOnce } from './write-at-once.ts'

const FORMAT = 1

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  madeAt: z.number(),
  baseUrl: z.string(),
  keys: z.enum(['rsa', 'quick']),
  /** Cards by name, in the order of their making. */
  cards: z.array(
    z.object({
      name: z.string(),
      holder: z.enum(['expert', 'co-expert', 'magistrate', 'clerk', 'sapiteur']),
      /** Name of the recipe; null for a card without particularity. */
      defect: z.string().nullable(),
      authority: z.enum(AUTHORITY_IDS),
      serial: z.string(),
      sha256: z.string(),
    }),
  ),
  /** TLS server certificates by name. */
  servers: z.record(z.string(), z.object({ hosts: z.array(z.string()), notAfterAt: z.number() })),
})

export type Manifest = Readonly<z.infer<typeof manifestSchema>>
export type CardRecord = Readonly<Manifest['cards'][number]>

const fileOf = (folder: string) => join(folder, 'manifest.json')

export const emptyManifest = (made: Pick<Manifest, 'madeAt' | 'baseUrl' | 'keys'>): Manifest => ({
  format: FORMAT,
  ...made,
  cards: [],
  servers: {},
})

export const writeManifest = (folder: string, manifest: Manifest) =>
  writeAtOnce(fileOf(folder), JSON.stringify(manifest, null, 1))

/** @returns null where there is none, or one of another format. */
export function readManifest(folder: string): Manifest | null {
  if (!existsSync(fileOf(folder))) return null
  return manifestSchema.safeParse(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).data ?? null
}
