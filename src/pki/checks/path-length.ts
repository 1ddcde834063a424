import { defineFailure } from '../../failures/failure.ts'
import type { Check } from './check.ts'

export const pathTooLong = defineFailure<{ position: number }>(
  'pki.path-too-long',
  'unauthenticated',
  'A CA stands lower in the path than a CA above it allows.',
  ({ position }) => `Certificate ${position}.`,
)

/** RFC 5280 §6.1.4 (l) and (m): self-issued certificates do not count. */
export const pathLength: Check = {
  id: 'path-length',
  clause: 'RFC 5280 §6.1.4 (l), (m)',
  apply: ({ certificate, position, selfIssued, state }) => {
    if (!selfIssued) {
      if (state.maxPathLength === 0) return pathTooLong({ position })
      state.maxPathLength--
    }
    state.maxPathLength = Math.min(
      state.maxPathLength,
      certificate.extensions.basicConstraints?.pathLength ?? state.maxPathLength,
    )
    return undefined
  },
  found: ({ certificate: { extensions }, selfIssued }) =>
    `path length ${extensions.basicConstraints?.pathLength ?? 'not limited here'}${selfIssued ? ', self-issued' : ''}`,
}
