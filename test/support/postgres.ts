import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathTo } from './debian.ts'
import { freePort, type ServerProcess, startServerProcess } from './server-process.ts'

export interface PostgresServer extends ServerProcess {
  /** Of the empty database `postgres`. */
  readonly url: string
}

/** Starts a PostgreSQL of its own on a new empty cluster; stop it yourself. Most tests want `sharedPostgres` instead. */
export async function startPostgres(): Promise<PostgresServer> {
  const postgres = pathTo('postgres')
  const folder = mkdtempSync(join(tmpdir(), 'parvis-postgres-'))
  const runAs = unprivileged(folder)
  const data = join(folder, 'data')
  execFileSync(
    'setpriv',
    [...runAs, join(dirname(postgres), 'initdb'), '-D', data, '-U', 'parvis', '-A', 'trust', '-E', 'UTF8'].concat(
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ),
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const port = await freePort()
  const settings = { fsync: 'off', listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await startServerProcess(
    [postgres, '-D', data, '-p', String(port), ...options],
    /database system is ready to accept connections/,
    runAs,
  )
  return {
    ...server,
    url: `postgres://parvis@127.0.0.1:${port}/postgres`,
    // SIGINT is PostgreSQL's fast shutdown: SIGTERM would wait for clients.
    async stop(signal = 'SIGINT') {
      await server.stop(signal)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) return []
  const [uid = 0, gid = 0] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'nobody'])))
  chownSync(folder, uid, gid)
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
}
