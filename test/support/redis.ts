import { pathTo } from './debian.ts'
import { freePort, type ServerProcess, startServerProcess } from './server-process.ts'

export interface RedisServer extends ServerProcess {
  readonly url: string
  readonly port: number
}

/** Starts a Redis of its own that keeps nothing on disk; stop it yourself. Most tests want `sharedRedis` instead. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const chosen = port ?? (await freePort())
  const server = await startServerProcess(
    [
      pathTo('redis'),
      '--bind',
      '127.0.0.1',
      '--port',
      String(chosen),
      '--databases',
      '1000',
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    /Ready to accept connections/,
  )
  return { ...server, port: chosen, url: `redis://127.0.0.1:${chosen}` }
}
