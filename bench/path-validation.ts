/**
 * Validation of a path of three RSA-2048 certificates like those of the field, with two revocation lists, everything
 * read anew each time, beside the bare signature checks of node:crypto on the same certificates and beside pkijs's
 * engine, all in the same run. Run it with `node bench/path-validation.ts`.
 */
import { spawnSync } from 'node:child_process'
import { verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Certificate, CertificateChainValidationEngine, CertificateRevocationList } from 'pkijs'
import { generatePki } from '../certs-test/generate.ts'
import { CURRENT_ALGORITHMS } from '../src/pki/algorithms/algorithm-policy.ts'
import { validateEncoded } from '../src/pki/encoded-validation.ts'
import { CLIENT_LOGIN } from '../src/pki/purpose.ts'
import { checkAgainst } from '../src/pki/revocation/checker.ts'
import { parseCrl } from '../src/pki/revocation/crl.ts'

const AT = Date.UTC(2026, 5, 15)
const ROUNDS = 5
const TURNS = 3

/** The contenders find the certificates that the first process made. */
const [, , asked, made] = process.argv
const folder = made ?? mkdtempSync(join(tmpdir(), 'parvis-bench-'))
const pki = await generatePki({
  folder: join(folder, 'pki'),
  at: AT,
  baseUrl: 'http://crl.parvis.test',
  cards: ['expert'],
})

const derOfPem = (path: string) =>
  new Uint8Array(Buffer.from(readFileSync(path, 'utf8').replace(/-----[^-]+-----/g, ''), 'base64'))
const anchor = derOfPem(pki.authority('eid-root').certificatePath)
const candidate = derOfPem(pki.authority('eid-user').certificatePath)
const leaf = derOfPem(pki.card('expert').certificatePath)
const crls = (['eid-root', 'eid-user'] as const).map(
  (id) => new Uint8Array(readFileSync(join(pki.folder, 'crl', `${id}.crl`))),
)

function ours(): boolean {
  const verdict = validateEncoded({
    leaf,
    anchors: [anchor],
    candidates: [candidate],
    at: AT,
    purpose: CLIENT_LOGIN,
    algorithms: CURRENT_ALGORITHMS,
    revocation: checkAgainst({ crls, ocsps: [] }, 'required'),
  })
  return verdict.verdict === 'valid'
}

/** What no validator written on node:crypto can do without: reading the three, and one signature for each. */
function bareSignatures(): boolean {
  const [top, middle, bottom] = [new X509Certificate(anchor), new X509Certificate(candidate), new X509Certificate(leaf)]
  return bottom.verify(middle.publicKey) && middle.verify(top.publicKey) && top.verify(top.publicKey)
}

/** As many signatures as the validation checks: two certificates, two lists. */
const listKeys = [anchor, candidate].map((der) => new X509Certificate(der).publicKey)
const lists = crls.map((der) => {
  const crl = parseCrl(der)
  if (!crl.ok) throw new Error(crl.failure.explanation)
  return crl.value
})
function bareSignaturesWithLists(): boolean {
  const [top, middle, bottom] = [new X509Certificate(anchor), new X509Certificate(candidate), new X509Certificate(leaf)]
  const certificates = bottom.verify(middle.publicKey) && middle.verify(top.publicKey)
  return (
    certificates &&
    lists.every(({ signedOctets, signature }, i) => verify('sha256', signedOctets, listKeys[i] ?? '', signature))
  )
}

async function pkijs(): Promise<boolean> {
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [Certificate.fromBER(anchor)],
    certs: [Certificate.fromBER(candidate), Certificate.fromBER(leaf)],
    crls: crls.map((list) => CertificateRevocationList.fromBER(list)),
    checkDate: new Date(AT),
  })
  return (await engine.verify()).result
}

const CONTENDERS = {
  ours: ['this validation, two lists', ours, 2000],
  three: ['node:crypto, 3 signatures', bareSignatures, 2000],
  four: ['node:crypto, 4 signatures, the lists’ too', bareSignaturesWithLists, 2000],
  engine: ['pkijs engine, two lists', pkijs, 80],
} as const
type Contender = keyof typeof CONTENDERS

/** The least of several rounds, in microseconds a call. */
async function leastCost(contender: Contender): Promise<number> {
  const [, call, calls] = CONTENDERS[contender]
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    for (let i = 0; i < calls; i++) if (!(await call())) throw new Error('not valid')
    least = Math.min(least, ((performance.now() - startedAt) / calls) * 1000)
  }
  return least
}

/** Each in a process of its own, in turns: none pays for another's garbage, and a busy machine is busy for everybody. */
function compare(): Record<Contender, number> {
  const least = {
    ours: Number.POSITIVE_INFINITY,
    three: Number.POSITIVE_INFINITY,
    four: Number.POSITIVE_INFINITY,
    engine: Number.POSITIVE_INFINITY,
  }
  for (let turn = 0; turn < TURNS; turn++) {
    for (const contender of Object.keys(CONTENDERS) as Contender[]) {
      const { stdout } = spawnSync(process.execPath, [import.meta.filename, contender, folder], { encoding: 'utf8' })
      least[contender] = Math.min(least[contender], Number(stdout))
    }
  }
  return least
}

if (asked !== undefined && asked in CONTENDERS) {
  console.log(await leastCost(asked as Contender))
} else {
  const least = compare()
  for (const [contender, [label]] of Object.entries(CONTENDERS)) {
    const microseconds = least[contender as Contender]
    console.log(label.padEnd(44), `${microseconds.toFixed(0)} µs`, `${(1e6 / microseconds).toFixed(0)}/s`)
  }
  console.log(`ours is ${((least.three / least.ours) * 100).toFixed(0)} % of the bare rate of 3 signatures,`)
  console.log(
    `${((least.four / least.ours) * 100).toFixed(0)} % of that of 4, and ${(least.engine / least.ours).toFixed(0)} times pkijs`,
  )
  rmSync(folder, { recursive: true, force: true })
}
