import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where support/services-setup listens. */
    servicesAt: string
  }
}

/** @returns the URL of the PostgreSQL of this run, started now if nobody needed it before. */
export const sharedPostgres = () => ask('postgres')
/** @returns the URL of an empty database in the Redis of this run, started now if nobody needed it before. */
export const sharedRedis = () => ask('redis')

async function ask(service: string): Promise<string> {
  const answer = await fetch(`${inject('servicesAt')}/${service}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${service} did not start: ${text}`)
  return text
}
