/** One line of the batch: strict, so that a misspelt field never loosens a question unseen. */
import { z } from 'zod'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { ANY_POLICY } from '../../pki/extensions/policies.ts'
import { decodeBase64 } from './blob.ts'
import { PURPOSES, type Question, REVOCATION_REQUIREMENTS } from './question.ts'
import { BLOB, type QuestionFrame } from './question-frame.ts'

export const questionUnreadable = defineFailure<{ mistakes: readonly string[] }>(
  'verify.question-unreadable',
  'invalid-input',
  'The line is not the JSON object that a question is.',
  ({ mistakes }) => mistakes.join('; '),
)

export type QuestionId = string | number | null

export interface ReadQuestion {
  /** Also of a question that is not right otherwise. */
  readonly id: QuestionId
  readonly question: Outcome<Question>
}

/** Beyond it JavaScript has no dates. */
const LAST_INSTANT = 8_640_000_000_000_000
const MOST_MISTAKES = 10
/** Of each kind; path building itself takes as many candidates. */
const MOST_OBJECTS = 2_000

const flag = z.boolean().nullish()
const identifier = z.string().regex(/^[0-2](\.(0|[1-9]\d*))+$/, 'must be an object identifier')
const instant = z.union([
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  z.iso.date().transform((text) => Date.parse(text)),
  z.int().min(-LAST_INSTANT).max(LAST_INSTANT),
])
const questionId = z.union([z.string().max(256), z.number()])

export function parseInstant(text: string): number | undefined {
  const read = instant.safeParse(text)
  return read.success ? read.data : undefined
}

/** @param now the instant of questions that name none. */
export function readQuestion({ json, blobs }: QuestionFrame, now: number): ReadQuestion {
  const der = z.string().transform((text, context) => {
    const bytes = text.startsWith(BLOB) ? blobs[Number(text.slice(BLOB.length))] : decodeBase64(text)
    if (bytes !== undefined) return bytes
    context.addIssue({ code: 'custom', message: 'is no base64' })
    return z.NEVER
  })
  const ders = z.array(der).max(MOST_OBJECTS).nullish()
  const shape = z.strictObject({
    id: questionId.nullish(),
    anchors: z.array(der).max(MOST_OBJECTS),
    leaf: der,
    candidates: ders,
    crls: ders,
    ocsps: ders,
    at: instant.nullish(),
    purpose: z.enum(PURPOSES).nullish(),
    requiredExtendedKeyUsage: z.union([identifier, z.array(identifier).max(MOST_OBJECTS)]).nullish(),
    revocation: z.enum(REVOCATION_REQUIREMENTS).nullish(),
    initialPolicySet: z.array(identifier).max(MOST_OBJECTS).nullish(),
    explicitPolicy: flag,
    inhibitPolicyMapping: flag,
    inhibitAnyPolicy: flag,
    allowDsa: flag,
    applyAnchorConstraints: flag,
  })

  const value = parseJson(json)
  const id = questionId.safeParse((value as { id?: unknown } | null | undefined)?.id)
  const read = shape.safeParse(value)
  return {
    id: id.success ? id.data : null,
    question: read.success
      ? succeed(questionOf(read.data, now))
      : fail(questionUnreadable({ mistakes: mistakesIn(read.error) })),
  }

  function questionOf(given: z.output<typeof shape>, now: number): Question {
    const { anchors, leaf, applyAnchorConstraints: constraints } = given
    return {
      anchors,
      leaf,
      candidates: given.candidates ?? [],
      crls: given.crls ?? [],
      ocsps: given.ocsps ?? [],
      at: given.at ?? now,
      purpose: given.purpose ?? 'client-login',
      requiredExtendedKeyUsages: [given.requiredExtendedKeyUsage ?? []].flat(),
      revocation: given.revocation ?? 'required',
      policies: {
        initialPolicySet: given.initialPolicySet ?? [ANY_POLICY],
        explicitPolicy: given.explicitPolicy ?? false,
        inhibitPolicyMapping: given.inhibitPolicyMapping ?? false,
        inhibitAnyPolicy: given.inhibitAnyPolicy ?? false,
      },
      allowDsa: given.allowDsa ?? false,
      anchorConstraints: constraints == null ? 'all-but-policies' : constraints ? 'all' : 'ignored',
    }
  }
}

/** @returns undefined for what is no JSON, which no shape takes. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const mistakesIn = ({ issues }: z.ZodError): string[] =>
  issues.slice(0, MOST_MISTAKES).map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`)
