/** Directory: the courts that keep a list of experts, the nomenclature of specialities, the lawyers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Court {
  readonly id: string
  /** Cour d'appel, tribunal supérieur d'appel, cour administrative d'appel. */
  readonly kind: 'CA' | 'TSA' | 'CAA'
  readonly label: string
}

const file = JSON.parse(readFileSync(join(import.meta.dirname, 'courts.json'), 'utf8')) as { courts: readonly Court[] }

/** The 46 of them; somebody listed by a CA gives the CA alone, a CAA is for those whom no CA lists (S1.53, S1.54). */
export const COURTS: readonly Court[] = file.courts

export const isCourt = (id: string): boolean => COURTS.some((court) => court.id === id)
