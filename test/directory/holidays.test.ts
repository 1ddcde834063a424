import { expect, it } from 'vitest'
import { HOLIDAYS, isPublicHoliday } from '../../src/directory/holidays.ts'

const [from, until] = HOLIDAYS.years
const years = Array.from({ length: until - from + 1 }, (_, index) => from + index)

it.each(years)('%i has the eleven public holidays of metropolitan France', (year) => {
  const days = HOLIDAYS.metropole.filter(({ date }) => date.startsWith(`${year}-`)).map(({ date }) => date.slice(5))
  expect(days).toHaveLength(11)
  expect(days).toEqual(expect.arrayContaining(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']))
  const easterMonday = days.find((day) => day.startsWith('03-') || day.startsWith('04-')) ?? ''
  const after = (days_: number) => new Date(Date.parse(`${year}-${easterMonday}`) + days_ * 86_400_000).toISOString()
  expect(new Date(`${year}-${easterMonday}`).getUTCDay()).toBe(1)
  // Ascension is 39 days after Easter Sunday, Whit Monday 50.
  for (const days_ of [38, 49]) expect(isPublicHoliday(after(days_).slice(0, 10))).toBe(true)
})

it('names where the list comes from', () => {
  expect(HOLIDAYS.source).toContain('Licence Ouverte')
})
