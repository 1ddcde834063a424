import type { registration as source } from '../fr/registration.ts'

export const registration: typeof source = {
  banner: 'Welcome to Parvis',
  bannerText: 'The platform for paperless court expertise',
  help: 'Help',
  helpQuestion: 'Help?',
  helpLines: [
    'Fields marked * are required. A "!" shows those to correct.',
    'First name and surname are those of your civil status or of your entry on the list.',
    'If you are listed by both a court of appeal and an administrative court of appeal, choose the court of appeal only.',
    'Tick every speciality of your listing. The search looks at codes and words.',
    'What you typed is kept if there is an error or an interruption.',
  ],

  profileTitle: 'Your registration',
  profileQuestion: 'In what capacity do you register?',
  titles: {
    expert: 'Registration form for experts',
    'co-expert': 'Registration form for co-experts',
    'magistrat-greffier': 'Registration form for magistrates and clerks',
    sapiteur: 'Registration form for sapiteurs (specialist advisers)',
  },

  certificate: 'YOUR CERTIFICATE',
  givenNames: 'FIRST NAME *',
  surname: 'SURNAME *',
  landline: 'LANDLINE TELEPHONE',
  mobile: 'MOBILE TELEPHONE',
  email: 'EMAIL *',
  address: 'POSTAL ADDRESS *',
  street: 'Number and street *',
  streetMore: 'Address, second line',
  postcode: 'Postcode *',
  town: 'Town *',
  country: 'Country *',
  court: 'COURT OF APPEAL OF ATTACHMENT *',
  courtHint:
    'One answer only. If you are listed by a court of appeal and an administrative court of appeal, choose the court of appeal.',
  courtNone: 'Choose a court',
  courtGroups: {
    CA: 'Courts of appeal',
    TSA: 'High court of appeal',
    CAA: 'Administrative courts of appeal (if no court of appeal lists you)',
  },
  tribunal: 'COURT *',
  tribunalHint: 'Example: Tribunal judiciaire de Lyon',
  office: 'OFFICE *',
  offices: { magistrat: 'Magistrate', greffier: 'Clerk' },
  cassation: 'ARE YOU APPROVED BY THE COUR DE CASSATION?',
  terms: 'I accept the terms of use and am responsible for the information entered',
  termsDownload: (label) => `Download the terms of use (version ${label})`,
  validate: 'CONFIRM',
  reset: 'RESET',

  specialities: 'SPECIALITIES *',
  specialitiesHint: (edition) => `One or several, from the nomenclature ${edition} (in French).`,
  specialitiesChosen: 'Your specialities',
  specialityAlready: 'already chosen',
  specialitySearch: 'Look for a speciality',
  specialitySearchHint: 'A French word or a code. Examples: toiture, C.1',
  specialitySearchGo: 'Search',
  specialitySearchAll: 'Show all',
  specialityFound: (count, search) =>
    count === 0
      ? `No speciality matches "${search}".`
      : `${count} ${count === 1 ? 'speciality matches' : 'specialities match'} "${search}".`,
}
