/**
 * The way out to an application. A browser that follows a posted form to another origin is stopped by the form-action of
 * the page that held the form (Chromium applies it to every redirect, CSP3 §6.3.2): so the form's way ends here, on a page of
 * ours that goes on by itself. Whoever is no browser gets the plain redirection.
 */
import type { Request, Response } from 'express'
import { returnPage } from '../views/pages/oidc-request.tsx'
import type { PageSender } from './page-response.ts'

export function goToApplication(
  sendPage: PageSender,
  request: Request,
  response: Response,
  href: string,
  application?: string,
): void {
  if (request.headers['sec-fetch-mode'] !== 'navigate') return response.redirect(303, href)
  response.setHeader('Refresh', `0; url=${href}`)
  sendPage(request, response, returnPage({ href, ...(application === undefined ? {} : { application }) }))
}
