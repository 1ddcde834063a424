import type { directory as source } from '../fr/directory.ts'

export const directory: typeof source = {
  title: 'Directory of lawyers',
  lead: 'The lawyers who use the platform.',
  name: 'Name',
  bar: 'Bar',
  allBars: 'All bars',
  search: 'Search',
  email: 'Email address',
  phone: 'Telephone',
  found: (count) => (count === 0 ? 'No lawyer matches your search.' : `${count} ${count === 1 ? 'lawyer' : 'lawyers'}`),
  pages: 'Result pages',
  page: (page, pages) => `Page ${page} of ${pages}`,
  previous: 'Previous page',
  next: 'Next page',
}
