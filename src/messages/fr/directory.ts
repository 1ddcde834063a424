/** « Annuaire des Avocats », for experts (S1.48, S1.49). */
export const directory = {
  title: 'Annuaire des Avocats',
  lead: 'Les avocats qui utilisent la plateforme.',
  name: 'Nom',
  bar: 'Barreau',
  allBars: 'Tous les barreaux',
  search: 'Rechercher',
  email: 'Adresse email',
  phone: 'Téléphone',
  found: (count: number): string =>
    count === 0 ? 'Aucun avocat ne correspond à votre recherche.' : `${count} ${count === 1 ? 'avocat' : 'avocats'}`,
  pages: 'Pages de résultats',
  page: (page: number, pages: number): string => `Page ${page} sur ${pages}`,
  previous: 'Page précédente',
  next: 'Page suivante',
}
