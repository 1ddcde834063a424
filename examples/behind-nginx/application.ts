/** An application that has no login of its own: whoever reaches it has been let through by Parvis. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { JWTPayload } from 'jose'
import { createWhoAsks } from './who-asks.ts'

export function createApplication(parvis: string, origin: string): Server {
  const whoAsks = createWhoAsks(parvis, origin)
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    // The logout goes on to the portal, which a form must be allowed to lead to.
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${parvis}; base-uri 'none'; frame-ancestors 'none'`,
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const person = await whoAsks(request).catch(() => undefined)
    if (person === undefined) {
      response.writeHead(403, TEXT).end('Cette application ne répond que derrière son proxy.\n')
      return
    }
    const path = new URL(request.url ?? '/', origin).pathname
    const body = path === '/' ? home(person) : path === '/registre' ? register(person) : undefined
    response.writeHead(body === undefined ? 404 : 200, headers).end(body ?? page('Page introuvable', ''))
  }
  return createServer((request, response) => void answer(request, response))
}

const TEXT = { 'Content-Type': 'text/plain; charset=utf-8' }
const home = (person: JWTPayload): string =>
  page(
    'Salle des dossiers',
    `<p>Bonjour ${text(person['name'])}. Vous êtes ici comme <strong>${text(person['active_profile'])}</strong>.</p>
     <dl>${['acr', 'amr', 'cgu_version', 'sub'].map((claim) => `<dt>${claim}</dt><dd>${text(person[claim])}</dd>`).join('')}</dl>
     <p><a href="/registre">Registre des consultations</a> (avec votre carte)</p>
     ${LOGOUT}`,
  )

const register = (person: JWTPayload): string =>
  page(
    'Registre des consultations',
    `<p>Cette page demande une carte : vous en avez une, ${text(person['name'])} (${text(person['acr'])}).</p>
     <p><a href="/">Retour</a></p>${LOGOUT}`,
  )

/** Answered by Parvis, on this host: the proxy hands everything below /.parvis/ on. */
const LOGOUT = '<form method="post" action="/.parvis/logout"><button>Se déconnecter partout</button></form>'

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${title}</title>
<style>body{font:18px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}</style>
<h1>${title}</h1>${body}</html>`

/** Claims are texts, numbers, or lists of texts. */
const text = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? '')).replace(
    /[&<>"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  )
