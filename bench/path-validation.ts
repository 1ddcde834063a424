/**
 * Validation of a path of three RSA-2048 certificates with two revocation lists, everything read anew each time, beside
 * the bare signature checks of node:crypto on the same certificates and beside pkijs's engine, all in the same run. Run
 * it with `node bench/path-validation.ts`.
 */
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
const ROUNDS = 8
const CALLS = 2000

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

/** Microseconds of one call. */
async function cost(call: () => boolean | Promise<boolean>, calls: number): Promise<number> {
  const startedAt = performance.now()
  for (let i = 0; i < calls; i++) if (!(await call())) throw new Error('not valid')
  return ((performance.now() - startedAt) / calls) * 1000
}

/** The least of several rounds, taken in turns, so that a busy machine is busy for everybody. */
async function leastCosts(contenders: readonly Contender[], calls: number): Promise<number[]> {
  const least = contenders.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, call]] of contenders.entries()) {
      least[index] = Math.min(least[index] ?? 0, await cost(call, calls))
    }
  }
  for (const [index, [label]] of contenders.entries()) {
    const microseconds = least[index] ?? 0
    console.log(label.padEnd(44), `${microseconds.toFixed(0)} µs`, `${(1e6 / microseconds).toFixed(0)}/s`)
  }
  return least
}

type Contender = readonly [label: string, call: () => boolean | Promise<boolean>]

const [own = 0, three = 0, four = 0] = await leastCosts(
  [
    ['this validation, two lists', ours],
    ['node:crypto, 3 signatures', bareSignatures],
    ['node:crypto, 4 signatures, the lists’ too', bareSignaturesWithLists],
  ],
  CALLS,
)
// Last, for what it leaves to the garbage collector.
const [engine = 0] = await leastCosts([['pkijs engine, two lists', pkijs]], CALLS / 10)
console.log(`ours is ${((three / own) * 100).toFixed(0)} % of the bare rate of 3 signatures,`)
console.log(`${((four / own) * 100).toFixed(0)} % of that of 4, and ${(engine / own).toFixed(0)} times pkijs`)
