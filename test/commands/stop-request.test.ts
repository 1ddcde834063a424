import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStopRequest, STOP_WITHIN_MILLISECONDS } from '../../src/commands/stop-request.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it.each(['SIGTERM', 'SIGINT'])('%s is heard once, and leaves less than ten seconds to end', async (signal) => {
  const signals = new EventEmitter()
  const late = vi.fn()
  const stopRequested = createStopRequest(signals, late)
  const [one, other] = [stopRequested(), stopRequested()]
  expect(signals.listenerCount(signal)).toBe(1)
  signals.emit(signal)
  await Promise.all([one, other])
  expect(signals.listenerCount(signal)).toBe(0)
  vi.advanceTimersByTime(STOP_WITHIN_MILLISECONDS - 1)
  expect(late).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(late).toHaveBeenCalledTimes(1)
  expect(STOP_WITHIN_MILLISECONDS).toBeLessThan(10_000)
})

it('a signal before anybody asked is left to the system', () => {
  const signals = new EventEmitter()
  createStopRequest(signals, () => {})
  expect(signals.listenerCount('SIGTERM')).toBe(0)
})
