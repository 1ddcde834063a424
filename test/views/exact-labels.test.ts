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
  // S1.36 to S1.40
  inscription: [
    'Aide',
    "Formulaire d'inscription pour les experts",
    'Aide ?',
    'VOTRE CERTIFICAT',
    'CN=Test00233 ExpertV3',
    'PRÉNOM *',
    'NOM *',
    'TÉLÉPHONE FIXE',
    'TÉLÉPHONE MOBILE',
    'EMAIL *',
    'ADRESSE POSTALE *',
    'France',
    "COUR D'APPEL DE RATTACHEMENT *",
    'SPÉCIALITÉS *',
    'A.1. Agriculture.',
    'A.1.1. Améliorations foncières.',
    'ÊTES-VOUS AGRÉÉ(E) COUR DE CASSATION ?',
    'Oui',
    'Non',
    "J'accepte les CGU et suis responsable des informations saisies",
    '* : Champ obligatoire',
    'VALIDER',
    'RÉ-INITIALISER',
  ],
  // S1.11, S1.48
  'tableau-de-bord': ['Tableau de bord', 'Annuaire des Avocats'],
  // S0.9 to S0.13
  'creer-un-compte': [
    'FORMULAIRE DE CRÉATION DE COMPTE',
    'Email *',
    'Mot de passe *',
    'Confirmer mot de passe *',
    'Nom de famille *',
    "Nom d'usage",
    'Premier prénom *',
    'Autres prénoms',
    'Date de naissance *',
    'Lieu de naissance *',
    'Créer votre compte',
  ],
  // S0.14, S0.16
  'compte-cree': ['Accueil', 'Création de compte', "Retour à l'accueil"],
  // S0.21, S0.22
  'compte-personnel': [
    'INFORMATIONS DE MON COMPTE',
    'Informations de connexion',
    'Email',
    'Mot de passe',
    'Modifier mon email',
    'Modifier mon mot de passe',
    'Informations générales',
    'Nom de famille',
    "Nom d'usage",
    'Premier Prénom',
    'Autres prénoms',
    'Date de naissance',
    'Lieu de naissance',
    'Non défini',
  ],
}

describe('labels quoted by the source documents', () => {
  it.each(Object.entries(labels))('%s', (sample, expected) => {
    const texts = renderSample(sample, 'fr')
      .split(/<[^>]*>/)
      .map((text) => text.trim())
    for (const label of expected) expect(texts).toContain(label)
  })
})
