import { beforeAll, describe, it } from 'vitest'

it('fails', () => {
  throw new Error('as it should')
})
describe('with a broken hook', () => {
  beforeAll(() => {
    throw new Error('as it should')
  })
  it('never runs', () => {})
})
