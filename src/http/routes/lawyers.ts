/** « Annuaire des Avocats »: for the profile of experts alone (S1.48, S1.49, R14). */
import { type RequestHandler, Router } from 'express'
import { type Lawyer, readSearch } from '../../directory/lawyers.ts'
import { fieldNames } from '../../views/field-names.ts'
import { forbiddenPage } from '../../views/pages/endings.tsx'
import { lawyersPage } from '../../views/pages/lawyers.tsx'
import { parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'lawyers'>

const ON_A_PAGE = 25
const PAGE = 'page'

export function lawyerRoutes(portal: Parts): RequestHandler {
  const { sendPage, lawyers } = portal
  const router = Router()

  router.get(PATHS.lawyers, requireSession(portal), async (request, response) => {
    if (signedInOf(request).session.profile !== 'expert') {
      return sendPage(request, response, forbiddenPage({ homePath: PATHS.expertises }), { status: 403 })
    }
    const bars = await lawyers.bars()
    const name = parameter(request, fieldNames.surname) ?? ''
    const asked = parameter(request, fieldNames.bar) ?? ''
    const bar = bars.includes(asked) ? asked : ''
    const page = pageNumber(parameter(request, PAGE))
    const { found, lawyers: shown } = await lawyers.search(readSearch(name, bar), (page - 1) * ON_A_PAGE, ON_A_PAGE)
    const pages = Math.ceil(found / ON_A_PAGE)
    const to = (wanted: number) =>
      `${PATHS.lawyers}?${new URLSearchParams({ [fieldNames.surname]: name, [fieldNames.bar]: bar, [PAGE]: String(wanted) })}`
    return sendPage(
      request,
      response,
      lawyersPage({
        searchPath: PATHS.lawyers,
        query: { name, bar },
        bars,
        lawyers: shown.map((lawyer, index) => entry(lawyer, (page - 1) * ON_A_PAGE + index)),
        found,
        page,
        pages,
        ...(page > 1 && pages > 0 ? { previousPath: to(Math.min(page - 1, pages)) } : {}),
        ...(page < pages ? { nextPath: to(page + 1) } : {}),
      }),
    )
  })

  return router
}

const pageNumber = (text: string | undefined): number => (/^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) : 1)

const entry = ({ surname, givenNames, bar, email, phone }: Lawyer, position: number) => ({
  id: String(position),
  name: `${surname} ${givenNames}`,
  bar,
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
})
