import type { Person } from './session-store.ts'

export const welcomePage = (): string =>
  page('Les expertises', `<p><a class="button" href="/connexion">Se connecter avec Parvis</a></p>`)

export const casePage = (person: Person, reports: readonly string[]): string =>
  page(
    'Les expertises',
    `<p>Bonjour ${text(person.name)}, ${text(person.profile)}.</p>
     <p>Connexion : <code>${text(person.acr)}</code></p>
     <p><a class="button" href="/rapport">Déposer le rapport</a> (avec votre carte)</p>
     <ul>${reports.map((report) => `<li>${text(report)}</li>`).join('')}</ul>
     <form method="post" action="/deconnexion"><button>Se déconnecter</button></form>`,
  )

export const reportPage = (person: Person): string =>
  page(
    'Déposer le rapport',
    `<p>${text(person.name)}, votre carte a été présentée.</p>
     <form method="post" action="/rapport"><button>Déposer</button></form><p><a href="/">Retour</a></p>`,
  )

export const problemPage = (): string =>
  page("La connexion n'a pas abouti", '<p><a class="button" href="/">Recommencer</a></p>')

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${title}</title>
<style>body{font:18px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}</style><h1>${title}</h1>${body}</html>`

const text = (value: string): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
