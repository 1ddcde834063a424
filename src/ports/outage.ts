/**
 * Something we depend on is gone, full or does not answer: nothing was decided, nothing is granted. Adapters throw it,
 * so that the edge can tell an outage (503, try again) from a bug.
 */
export class Outage extends Error {
  override readonly name = 'Outage'
}
