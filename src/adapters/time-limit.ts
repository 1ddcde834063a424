import { Outage } from '../ports/outage.ts'

/**
 * Stops waiting for `work` after the limit. The work itself goes on, unseen.
 * @param onLimit called when the limit is reached, to get rid of what does not answer.
 * @throws Outage after the limit.
 */
export function withinTime<Value>(
  work: Promise<Value>,
  milliseconds: number,
  who: string,
  onLimit: () => void = () => {},
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Outage(`${who} did not answer within ${milliseconds} ms`))
      onLimit()
    }, milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
