import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicHoliday } from '../../src/directory/holidays.ts'
import { faultsOfDays, isFinished, NEW_ORDER, nextStep, type OrderDay } from '../../src/people/certificate-order.ts'
import { readCompagnies } from '../../src/people/compagnie.ts'
import { addDays } from '../../src/people/deadlines.ts'
import { scheduleOf } from '../../src/people/order-schedule.ts'
import { readOwnSiren } from '../../src/people/own-siren.ts'

const TODAY = '2026-03-16'
const none = { choose: '', pay: '', president: '', send: '', receive: '', record: '', activate: '' }
const faults = (days: Partial<Record<OrderDay, string>>) => faultsOfDays({ ...none, ...days }, TODAY)

describe('the days of an order', () => {
  it('exist, are past, and do not go back', () => {
    expect(faults({ choose: '2026-03-01', pay: '2026-03-01', send: TODAY })).toEqual({})
    expect(faults({ choose: '2026-02-30' })).toEqual({ choose: 'malformed' })
    expect(faults({ choose: '2026-03-17' })).toEqual({ choose: 'future' })
    expect(faults({ choose: '2026-03-10', send: '2026-03-09' })).toEqual({ send: 'order' })
  })

  it('the record goes back after the card came, and holds nothing up', () => {
    const received = { receive: '2026-03-10', activate: '2026-03-11' }
    expect(faults({ ...received, record: '2026-03-14' })).toEqual({})
    expect(faults({ ...received, record: '2026-03-09' })).toEqual({ record: 'order' })
  })

  it('tell the next step: a later one covers those before', () => {
    expect(nextStep(NEW_ORDER)).toBe('choose')
    expect(nextStep({ done: { president: '2026-03-01' } })).toBe('send')
    expect(nextStep({ done: { activate: '2026-03-01' } })).toBeUndefined()
  })

  it('are all there when the certificate works and the record went back', () => {
    const active = { ...NEW_ORDER, done: { activate: '2026-03-01' } }
    expect(isFinished(active)).toBe(false)
    expect(isFinished({ ...active, recordReturnedOn: '2026-03-02' })).toBe(true)
  })
})

describe('the schedule of an order (S2.30, S2.31)', () => {
  const schedule = (done: Readonly<Record<string, string>>, end?: string) =>
    scheduleOf({ done }, end, TODAY, isPublicHoliday)

  it('counts a month for the president and three to six weeks for the delivery, to working days', () => {
    expect(schedule({}, '2026-12-31')).toEqual({
      order: { from: '2026-09-30', until: '2026-10-31' },
      presidentBack: '2026-04-16',
      // 7 May is a Thursday; 28 May too.
      delivery: { from: '2026-05-07', until: '2026-05-28' },
      late: false,
    })
    // Sent on Friday 17 April: 8 May is a holiday, a Friday.
    expect(schedule({ send: '2026-04-17' }).delivery).toEqual({ from: '2026-05-11', until: '2026-05-29' })
  })

  it('is late when the card may come after the end of the present one, until it is there', () => {
    expect(schedule({}, '2026-05-28').late).toBe(false)
    expect(schedule({}, '2026-05-27').late).toBe(true)
    expect(schedule({ receive: '2026-03-15' }, '2026-03-20').late).toBe(false)
    expect(schedule({}).late).toBe(false)
  })

  it('takes what is not done yet as done today: nothing is expected in the past', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (daysAgo) => {
        const { delivery } = schedule({ president: addDays(TODAY, -daysAgo) })
        expect(delivery.from > TODAY).toBe(true)
        expect(delivery.until >= delivery.from).toBe(true)
      }),
    )
  })
})

describe("the holder's own number (S2.9 to S2.11)", () => {
  it.each([
    ['', { fault: 'missing' }],
    ['732 829 320', { siren: '732829320' }],
    ['732.829-320', { siren: '732829320' }],
    ['732829321', { fault: 'malformed' }],
    ['73282932', { fault: 'malformed' }],
    ['73282932000074', { fault: 'establishment' }],
    ['404833048', { fault: 'forbidden' }],
    ['000000000', { fault: 'malformed' }],
  ])('%s', (typed, outcome) => {
    expect(readOwnSiren(typed, new Set(['404833048']))).toEqual(outcome)
  })

  it('one wrong digit never passes', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (place, more) => {
        const digits = [...'732829320']
        digits[place] = String((Number(digits[place]) + more) % 10)
        expect(readOwnSiren(digits.join(''), new Set())).toEqual({ fault: 'malformed' })
      }),
    )
  })
})

describe('the file of the Compagnies', () => {
  const compagnie = {
    id: 'exemple',
    name: 'Exemple',
    president: { name: 'Maxime FICTIF', address: ['1, rue', 'LYON'] },
  }

  it('is read whole, or refused with every mistake', () => {
    expect(readCompagnies([compagnie])).toEqual({ ok: true, value: [compagnie] })
    expect(readCompagnies([])).toEqual({ ok: true, value: [] })
    const read = readCompagnies([
      { ...compagnie, siren: '123456789' },
      { ...compagnie, id: 'Une Autre' },
      { id: 'x', name: 'X' },
    ])
    expect(read).toMatchObject({ ok: false, failure: { code: 'people.compagnies-unreadable' } })
    expect(read.ok ? [] : read.failure.data['mistakes']).toHaveLength(3)
  })

  it.each([[[compagnie, compagnie]], [undefined], [{}], ['text']])('is not %j', (value) => {
    expect(readCompagnies(value)).toMatchObject({ ok: false })
  })
})
