import { describe, expect, it } from 'vitest'
import { renderSample } from './gallery.ts'

/** The interface copy of the source documents, to the letter, on the page where it belongs. */
const labels: Readonly<Record<string, readonly string[]>> = {
  // S1.1, S1.2, S1.5, S1.6
  mur: [
    'Procédure civile – Expertise judiciaire',
    'La solution de dématérialisation des échanges entre les intervenants',
    'Une question ?',
    "Quel est votre profil d'utilisateur ?",
    "Magistrat, Greffier, Expert, Co-Expert ou Sapiteur disposant d'un certificat sur support physique (carte ou clé usb)",
    'Partie / Intervenant de Partie',
    'Authentification par email/mot de passe',
    'Sapiteur',
    'Continuer',
  ],
  // S1.23
  email: [
    'Partie / Intervenant de Partie',
    'Adresse email',
    'Mot de passe',
    'Mot de passe oublié ?',
    'Retour',
    'Continuer',
  ],
  // S1.26, S1.27
  code: ['Code temporaire', 'Renvoyer le code', 'Retour', 'Continuer'],
  // S1.28
  'code-faux': ['Sapiteur', "Saisissez votre code temporaire d'authentification"],
  // S1.32, S1.18
  expertise: ["Accéder à l'expertise", 'Accéder aux expertises', '×', 'actif', 'inactif'],
  // S1.35
  'carte-inconnue': ['Avez-vous déjà un compte ?', 'Oui', 'Non', 'Valider'],
  // S1.45
  cgu: ['Accepter et continuer'],
  // S1.11, S1.48
  'tableau-de-bord': ['Tableau de bord', 'Annuaire des Avocats'],
}

describe('labels quoted by the source documents', () => {
  it.each(Object.entries(labels))('%s', (sample, expected) => {
    const texts = renderSample(sample, 'fr')
      .split(/<[^>]*>/)
      .map((text) => text.trim())
    for (const label of expected) expect(texts).toContain(label)
  })
})
