/**
 * A revocation list of a million entries: what it takes to load, to hold and to look things up in, with `openssl crl`
 * reading the same file in the same run. Run it with `node bench/crl-index.ts [entries]`.
 */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { bitString, element, integer, nullValue, objectIdentifier, sequence, time } from '../certs-test/der-writer.ts'
import { encodeName } from '../certs-test/name.ts'
import { CURRENT_ALGORITHMS } from '../src/pki/algorithms/algorithm-policy.ts'
import { type Crl, crlIndex } from '../src/pki/revocation/crl.ts'
import { findCrlEntry } from '../src/pki/revocation/crl-index.ts'
import { loadCrl } from '../src/pki/revocation/load-crl.ts'

/** Internal: a process of its own that loads one list, for its memory to be measured. */
const [, bench = '', first = '1000000', listFile, signerBase64] = process.argv
const entries = Number(first)
const ROUNDS = 5
const SERIAL_OCTETS = 16

if (listFile !== undefined) {
  if (signerBase64 !== undefined) await measureOurs(listFile, Buffer.from(signerBase64, 'base64'))
  process.exit()
}
const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'))
const file = join(folder, 'list.crl')

/** Entries as CAs write them: a random serial number, a date, a reason; all of one size, so that they can be told apart. */
function encodeEntries(): { der: Buffer; serial: (index: number) => Uint8Array } {
  const head = Buffer.concat([Buffer.of(0x30, 0), element(0x02, Buffer.alloc(SERIAL_OCTETS))])
  const tail = Buffer.concat([time(Date.UTC(2026, 0, 1)), Buffer.from('300c300a0603551d1504030a0101', 'hex')])
  const size = head.length + tail.length
  head[1] = size - 2
  const content = Buffer.alloc(entries * size)
  const random = randomBytes(entries * SERIAL_OCTETS)
  for (let index = 0; index < entries; index += 1) {
    const at = index * size
    head.copy(content, at)
    tail.copy(content, at + head.length)
    random.copy(content, at + 4, index * SERIAL_OCTETS, (index + 1) * SERIAL_OCTETS)
    content[at + 4] = ((content[at + 4] ?? 0) & 0x1f) | 0x40
  }
  return {
    der: element(0x30, content),
    serial: (index) => content.subarray(index * size + 4, index * size + 4 + SERIAL_OCTETS),
  }
}

function makeList(revoked: Buffer): { der: Buffer; signer: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.11'), nullValue())
  const issuer = encodeName([['CN', 'Mesure']])
  const dates = [time(Date.UTC(2026, 0, 1)), time(Date.UTC(2036, 0, 1))]
  const content = sequence(integer(1), algorithm, issuer, ...dates, revoked)
  const der = sequence(content, algorithm, bitString(sign('sha256', content, privateKey)))
  return { der, signer: publicKey.export({ type: 'spki', format: 'der' }) }
}

/** Wall and processor milliseconds, and the most memory that the process held. */
function measureProcess(...command: string[]): { wall: number; cpu: number; megabytes: number } {
  const ran = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', ...command])
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = ran.stderr.toString().trim().split(' ').map(Number)
  return { wall: wall * 1000, cpu: (user + system) * 1000, megabytes: kilobytes / 1024 }
}

async function measureOurs(path: string, signer: Buffer) {
  const der = new Uint8Array(statSync(path).size)
  readSync(openSync(path, 'r'), der)
  const cpuBefore = process.cpuUsage()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const startedAt = performance.now()
  const loaded = await loadCrl(der, [signer], CURRENT_ALGORITHMS)
  const wall = performance.now() - startedAt
  delay.disable()
  if (!loaded.ok) throw new Error(loaded.failure.explanation)
  const { user, system } = process.cpuUsage(cpuBefore)
  return { crl: loaded.value.crl, wall, cpu: (user + system) / 1000, delay: delay.max / 1e6 }
}

/** How late an idle event loop of this machine runs in the same time: what of the delay is the neighbours'. */
async function measureIdle(milliseconds: number): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  delay.disable()
  return delay.max / 1e6
}

function measureLookUps(crl: Crl, serial: (index: number) => Uint8Array) {
  const index = crlIndex(crl)
  if (!index.ok) throw new Error(index.failure.explanation)
  const count = 300_000
  const timeOf = (serialAt: (index: number) => Uint8Array, expected: boolean): number => {
    const startedAt = performance.now()
    for (let i = 0; i < count; i += 1) {
      const found = findCrlEntry(index.value, serialAt((i * 7919) % entries), () => true) !== undefined
      if (found !== expected) throw new Error('wrong answer')
    }
    return ((performance.now() - startedAt) / count) * 1000
  }
  const altered = Buffer.alloc(SERIAL_OCTETS)
  const absent = (i: number) => {
    altered.set(serial(i))
    altered[0] = (altered[0] ?? 0) ^ 0x20
    return altered
  }
  timeOf(serial, true)
  return { present: timeOf(serial, true), absent: timeOf(absent, false) }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const line = (label: string, value: string): void => console.log(label.padEnd(46), value)

try {
  const { der: revoked, serial } = encodeEntries()
  const { der, signer } = makeList(revoked)
  writeFileSync(file, der)
  const megabytes = der.length / 2 ** 20
  line('list', `${entries} entries, ${megabytes.toFixed(1)} MiB`)

  const ours: { wall: number; cpu: number; delay: number }[] = []
  const theirs: ReturnType<typeof measureProcess>[] = []
  const idle: number[] = []
  let crl: Crl | undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(measureProcess('openssl', 'crl', '-inform', 'DER', '-in', file, '-noout'))
    const { crl: loaded, ...figures } = await measureOurs(file, signer)
    crl = loaded
    ours.push(figures)
    idle.push(await measureIdle(figures.wall))
  }
  const wall = [median(ours.map((run) => run.wall)), median(theirs.map((run) => run.wall))] as const
  const cpu = [median(ours.map((run) => run.cpu)), median(theirs.map((run) => run.cpu))] as const
  line(
    'load: read, signature, SHA-256, index (wall)',
    `${wall[0].toFixed(0)} ms; openssl crl, read only: ${wall[1].toFixed(0)} ms`,
  )
  line('load (processor)', `${cpu[0].toFixed(0)} ms; openssl crl: ${cpu[1].toFixed(0)} ms`)
  const bare = measureProcess(process.execPath, bench, first, file).megabytes
  const loaded = measureProcess(process.execPath, bench, first, file, signer.toString('base64')).megabytes
  const most = `${(loaded - bare).toFixed(0)} MiB over a bare process, ${((loaded - bare) / megabytes).toFixed(2)} times its size`
  line('memory, the most while loading', most)
  line('memory of openssl crl', `${median(theirs.map((run) => run.megabytes)).toFixed(0)} MiB`)
  const delays = ours.map((run) => run.delay)
  line(
    'event loop, longest delay while loading',
    `${median(delays).toFixed(1)} ms; idle: ${median(idle).toFixed(1)} ms`,
  )
  if (crl === undefined) throw new Error('nothing was measured')
  const lookUp = measureLookUps(crl, serial)
  line('look-up', `${lookUp.present.toFixed(2)} µs present, ${lookUp.absent.toFixed(2)} µs absent`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
