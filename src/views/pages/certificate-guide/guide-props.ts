import type { Messages } from '../../../messages/messages.ts'
import type { Errors } from '../../errors.ts'
import type { FormTarget } from '../../form-target.ts'
import type { OrderDates } from './dates.tsx'

export type GuideStep = keyof Messages['certificateGuide']['steps']
export type GuideDay = keyof Messages['certificateGuide']['doneOn']
export type GuideField = 'holder' | 'siren' | 'compagnie' | 'support' | GuideDay

export interface CertificateGuideProps {
  readonly form: FormTarget
  readonly values: Readonly<Record<GuideField, string>>
  readonly errors?: Errors<GuideField>
  readonly dates: OrderDates
  /** undefined: all done. */
  readonly nextStep: GuideStep | undefined
  readonly compagnies: readonly { readonly id: string; readonly name: string }[]
  /** Of the Compagnie chosen: where the documents go, line by line. */
  readonly president?: { readonly name: string; readonly address: readonly string[] }
  /** The number on the present card, where another one was typed. */
  readonly sirenOfCard?: string
  readonly orderPortal: string
  readonly softwareSite: string
  /** Whether what is typed is kept with an account. */
  readonly kept: boolean
}

export const STEPS = ['choose', 'pay', 'president', 'send', 'receive', 'activate'] as const satisfies GuideStep[]
