/** Runs a task now and then every so often, one run at a time; a run that fails is reported, and the next one comes all the same. */
export function repeat(
  task: () => Promise<void>,
  everyMs: number,
  report: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<void> | undefined
  const run = () => {
    running ??= task()
      .catch(report)
      .finally(() => {
        running = undefined
      })
  }
  const timer = setInterval(run, everyMs)
  timer.unref()
  run()
  return {
    /** Resolves when the run under way has ended. */
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
