/** OpenSSL beside us: a small program around its library, compiled when it is needed, asked over a pipe. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MutatedCase } from '../support/mutation-cases.ts'
import { AT } from '../support/x509-builder.ts'

export interface OpensslVerdict {
  /** 0: accepted; otherwise X509_V_ERR_*, or a number of openssl-judge.c. */
  readonly error: number
  /** 0: not asked; 1: good; others in openssl-judge.c. */
  readonly ocsp: number
}

export interface OpensslJudge {
  /** @returns in the order of the cases. @throws when OpenSSL crashes, or takes over half a minute. */
  judge(cases: readonly MutatedCase[]): Promise<OpensslVerdict[]>
  close(): void
}

const ANSWER_BYTES = 8
const PATIENCE_MILLISECONDS = 30_000
const ASK = { crls: 1, ocsp: 2, explicitPolicy: 4, inhibitPolicyMapping: 8, inhibitAnyPolicy: 16, client: 32 }

export function startOpensslJudge(): OpensslJudge {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-judge-'))
  const program = join(folder, 'judge')
  execFileSync('cc', ['-O1', '-o', program, join(import.meta.dirname, 'openssl-judge.c'), '-lcrypto'])
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  let answers = Buffer.alloc(0)
  let heard = () => {}
  let ended = false
  child.stdout.on('data', (bytes: Buffer) => {
    answers = Buffer.concat([answers, bytes])
    heard()
  })
  child.on('close', () => {
    ended = true
    heard()
  })
  child.stdin.on('error', () => {})

  function wait(bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('OpenSSL does not answer')), PATIENCE_MILLISECONDS)
      heard = () => {
        if (answers.length < bytes && !ended) return
        clearTimeout(timer)
        if (answers.length >= bytes) resolve()
        else reject(new Error(`OpenSSL ended with ${child.exitCode ?? child.signalCode}`))
      }
      heard()
    })
  }

  return {
    async judge(cases) {
      child.stdin.write(Buffer.concat(cases.map(frameOf)))
      await wait(cases.length * ANSWER_BYTES)
      const mine = answers.subarray(0, cases.length * ANSWER_BYTES)
      answers = answers.subarray(mine.length)
      return cases.map((_, index) => ({
        error: mine.readUInt32BE(index * ANSWER_BYTES),
        ocsp: mine.readUInt32BE(index * ANSWER_BYTES + 4),
      }))
    },
    close() {
      child.stdin.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function frameOf(asked: MutatedCase): Buffer {
  const flags =
    (asked.about === 'crl' ? ASK.crls : 0) |
    (asked.about === 'ocsp' ? ASK.ocsp : 0) |
    (asked.explicitPolicy ? ASK.explicitPolicy : 0) |
    (asked.inhibitPolicyMapping ? ASK.inhibitPolicyMapping : 0) |
    (asked.inhibitAnyPolicy ? ASK.inhibitAnyPolicy : 0) |
    (asked.purpose === 'client-login' ? ASK.client : 0)
  const payload = Buffer.concat([
    number(flags),
    number(AT / 1000),
    ...many(asked.anchors),
    ...many(asked.candidates),
    ...one(asked.leaf),
    ...many(asked.crls),
    ...asked.ocsps.flatMap(one),
  ])
  return Buffer.concat(one(payload))
}

const many = (ders: readonly Buffer[]): Buffer[] => [number(ders.length), ...ders.flatMap(one)]
const one = (der: Buffer): Buffer[] => [number(der.length), der]

function number(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}
