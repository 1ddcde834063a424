import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { defineFailure, type Failure, type Outcome } from '../../failures/failure.ts'
import type { ValidationVerdict } from '../../pki/certificate-validation.ts'
import { type CommandContext, EXIT, type ExitStatus } from '../command.ts'
import { answer } from './question.ts'
import type { QuestionFrame } from './question-frame.ts'
import { type QuestionId, readQuestion } from './question-json.ts'
import { questionLines } from './question-lines.ts'
import { type FailureJson, failureJson } from './verdict-json.ts'

export const verificationBroke = defineFailure(
  'verify.broke',
  'unavailable',
  'Judging the certificate ended in a bug: it counts as invalid, and standard error says where.',
)

/** One answer a question, in their order; no further question is read while the reader of the answers is behind. */
export async function verifyBatch(context: CommandContext): Promise<ExitStatus> {
  const { input, output } = context
  let status: ExitStatus = EXIT.done
  for await (const line of questionLines(input)) {
    const answer = answerTo(line, context)
    if (answer.failure?.code === verificationBroke.code) status = EXIT.broken
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain')
  }
  return status
}

interface BatchAnswer {
  readonly id: QuestionId
  readonly verdict: ValidationVerdict['verdict']
  readonly failure: FailureJson | null
  readonly policies: readonly string[]
  readonly elapsedMicroseconds: number
}

function answerTo(line: Outcome<QuestionFrame>, { clock, complain }: CommandContext): BatchAnswer {
  if (!line.ok) return refusal(null, line.failure, 0)
  const { id, question } = readQuestion(line.value, clock.now())
  if (!question.ok) return refusal(id, question.failure, 0)
  const startedAt = performance.now()
  const elapsed = () => Math.round((performance.now() - startedAt) * 1000)
  try {
    const verdict = answer(question.value)
    if (verdict.verdict === 'invalid') return refusal(id, verdict.failure, elapsed())
    return { id, verdict: 'valid', failure: null, policies: verdict.policies, elapsedMicroseconds: elapsed() }
  } catch (bug) {
    complain(`parvis pki verify: question ${JSON.stringify(id)}: ${(bug as Error).stack ?? String(bug)}`)
    return refusal(id, verificationBroke({}), elapsed())
  }
}

const refusal = (id: QuestionId, failure: Failure, elapsedMicroseconds: number): BatchAnswer => ({
  id,
  verdict: 'invalid',
  failure: failureJson(failure),
  policies: [],
  elapsedMicroseconds,
})
