/**
 * Validation of a path of three RSA-2048 certificates with two revocation lists, everything read anew each time, beside
 * the bare signature checks of node:crypto on the same certificates and beside pkijs's engine, all in the same run. Run
 * it with `node bench/path-validation.ts`.
 */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { Certificate, CertificateChainValidationEngine, CertificateRevocationList } from 'pkijs'
import * as der from '../certs-test/der-writer.ts'
import { encodeName } from '../certs-test/name.ts'
import { CURRENT_ALGORITHMS } from '../src/pki/algorithms/algorithm-policy.ts'
import { validateEncoded } from '../src/pki/encoded-validation.ts'
import { CLIENT_LOGIN } from '../src/pki/purpose.ts'
import { checkAgainst } from '../src/pki/revocation/checker.ts'

const AT = Date.UTC(2026, 5, 15)
const YEAR = 365 * 86_400_000
const ROUNDS = 5
const TURNS = 3

const RSA_SHA256 = der.sequence(der.objectIdentifier('1.2.840.113549.1.1.11'), der.nullValue())
const dates = [der.time(AT - YEAR), der.time(AT + YEAR)] as const
const extension = (identifier: string, value: Buffer, critical = false) =>
  der.sequence(der.objectIdentifier(identifier), ...(critical ? [der.boolean(true)] : []), der.octetString(value))

const party = (label: string) => ({
  name: encodeName([
    ['C', 'FR'],
    ['O', 'Mesure'],
    ['CN', label],
  ]),
  identifier: Buffer.alloc(8, label),
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
})
type Party = ReturnType<typeof party>

const signed = (content: Buffer, { privateKey }: Party): Uint8Array<ArrayBuffer> =>
  new Uint8Array(der.sequence(content, RSA_SHA256, der.bitString(sign('sha256', content, privateKey))))

let serialNumber = 1
const certificate = (subject: Party, issuer: Party, ...extensions: Buffer[]): Uint8Array<ArrayBuffer> =>
  signed(
    der.sequence(
      der.tagged(0, der.integer(2)),
      der.integer(serialNumber++),
      RSA_SHA256,
      issuer.name,
      der.sequence(...dates),
      subject.name,
      subject.publicKey.export({ type: 'spki', format: 'der' }),
      der.tagged(
        3,
        der.sequence(
          extension('2.5.29.14', der.octetString(subject.identifier)),
          extension('2.5.29.35', der.sequence(der.taggedPrimitive(0, issuer.identifier))),
          extension('2.5.29.32', der.sequence(der.sequence(der.objectIdentifier('1.2.250.1.105.23')))),
          ...extensions,
        ),
      ),
    ),
    issuer,
  )

const emptyList = (issuer: Party): Uint8Array<ArrayBuffer> =>
  signed(
    der.sequence(
      der.integer(1),
      RSA_SHA256,
      issuer.name,
      ...dates,
      der.tagged(
        0,
        der.sequence(
          extension('2.5.29.35', der.sequence(der.taggedPrimitive(0, issuer.identifier))),
          extension('2.5.29.20', der.integer(7)),
        ),
      ),
    ),
    issuer,
  )

const [root, issuing, person] = [party('Racine'), party('Emettrice'), party('Personne')]
const authority = [
  extension('2.5.29.19', der.sequence(der.boolean(true)), true),
  extension('2.5.29.15', der.namedBits([5, 6]), true),
]
const anchor = certificate(root, root, ...authority)
const candidate = certificate(issuing, root, ...authority)
const leaf = certificate(
  person,
  issuing,
  extension('2.5.29.15', der.namedBits([0]), true),
  extension('2.5.29.37', der.sequence(der.objectIdentifier('1.3.6.1.5.5.7.3.2'))),
  extension('2.5.29.17', der.sequence(der.taggedPrimitive(1, Buffer.from('personne@example.fr')))),
)
const crls = [emptyList(root), emptyList(issuing)]

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
const listKeys = [root.publicKey, issuing.publicKey] as const
const lists = crls.map((list) => {
  const content = list.subarray(4, 4 + list.length - 4 - RSA_SHA256.length - 261)
  return { content, signature: list.subarray(list.length - 256) }
})
function bareSignaturesWithLists(): boolean {
  const [top, middle, bottom] = [new X509Certificate(anchor), new X509Certificate(candidate), new X509Certificate(leaf)]
  const certificates = bottom.verify(middle.publicKey) && middle.verify(top.publicKey)
  return (
    certificates && lists.every(({ content, signature }, i) => verify('sha256', content, listKeys[i] ?? '', signature))
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
      const { stdout } = spawnSync(process.execPath, [import.meta.filename, contender], { encoding: 'utf8' })
      least[contender] = Math.min(least[contender], Number(stdout))
    }
  }
  return least
}

const asked = process.argv[2]
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
}
