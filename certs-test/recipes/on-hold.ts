import type { Recipe } from '../recipe.ts'

export const onHold: Recipe = {
  name: 'on-hold',
  summary: 'Suspended: on hold in the register of its authority.',
  login: 'refused',
  change: () => ({ revoked: 'certificateHold' }),
}
