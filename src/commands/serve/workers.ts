/** Several processes that share the ports of one machine: each a whole service, all over the same engines. */
import cluster from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { CommandContext } from '../command.ts'

/** A worker that dies is replaced, but never so fast that a broken service spins. */
const REPLACE_AFTER_MS = 1_000

export async function superviseWorkers(
  count: number,
  { stopRequested, complain }: Pick<CommandContext, 'stopRequested' | 'complain'>,
): Promise<void> {
  let stopping = false
  cluster.on('exit', (worker, status, signal) => {
    if (stopping) return
    complain(`parvis: worker ${worker.process.pid} ended (${signal ?? status}); another one takes its place`)
    void delay(REPLACE_AFTER_MS).then(() => {
      if (!stopping) cluster.fork()
    })
  })
  for (let started = 0; started < count; started += 1) cluster.fork()

  await stopRequested()
  stopping = true
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
  await Promise.all(
    workers.map((worker) => {
      const gone = once(worker, 'exit')
      worker.process.kill('SIGTERM')
      return gone
    }),
  )
}
