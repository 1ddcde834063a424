/** Why somebody whose credentials are right comes to nothing: no case is open to them (S1.15, R4). */
import type { Failure } from '../failures/failure.ts'
import type { Page } from '../views/page.ts'
import { accessOutdatedPage, invitationInactivePage } from '../views/pages/endings.tsx'
import { PATHS } from './paths.ts'

/** @param failure cases.none-open. */
export function noCasePage({ data: { cutOffAt } }: Failure): Page {
  return typeof cutOffAt === 'number'
    ? accessOutdatedPage({ cutOffAt, homePath: PATHS.wall })
    : invitationInactivePage({ homePath: PATHS.wall })
}
