/** The guide to a certificate between the browser and the rules: what was typed, what is wrong, what is kept. */
import type { Request } from 'express'
import type { ErrorId } from '../messages/messages.ts'
import {
  type CertificateOrder,
  faultsOfDays,
  ORDER_STEPS,
  type OrderDay,
  type OrderDayFault,
  SUPPORTS,
} from '../people/certificate-order.ts'
import type { Compagnie } from '../people/compagnie.ts'
import type { CalendarDay } from '../people/deadlines.ts'
import { readOwnSiren, type SirenFault } from '../people/own-siren.ts'
import type { Errors } from '../views/errors.ts'
import { fieldNames } from '../views/field-names.ts'
import type { GuideField } from '../views/pages/certificate-guide/guide-props.ts'
import { field } from './form.ts'

export type OrderValues = Readonly<Record<GuideField, string>>
export type OrderErrors = Errors<GuideField>

const DAYS = [...ORDER_STEPS, 'record'] as const satisfies OrderDay[]
const FIELDS = ['holder', 'siren', 'compagnie', 'support', ...DAYS] as const satisfies GuideField[]
const LONGEST = 120

export const typedOrder = (request: Request): OrderValues =>
  Object.fromEntries(
    FIELDS.map((name) => [name, field(request, fieldNames[name]).trim().slice(0, LONGEST)]),
  ) as OrderValues

export const valuesOfOrder = (order: CertificateOrder): OrderValues =>
  ({
    holder: order.name,
    siren: order.siren,
    compagnie: order.compagnieId,
    support: order.support ?? '',
    record: order.recordReturnedOn ?? '',
    ...Object.fromEntries(ORDER_STEPS.map((step) => [step, order.done[step] ?? ''])),
  }) as OrderValues

/** Days that are not right are left out: dates are computed from the others. */
export function orderOf(values: OrderValues, errors: OrderErrors): CertificateOrder {
  const wrong: Readonly<Record<string, ErrorId | undefined>> = errors
  const day = (name: OrderDay) =>
    values[name] === '' || wrong[fieldNames[name]] !== undefined ? undefined : values[name]
  return {
    name: values.holder,
    siren: values.siren,
    compagnieId: values.compagnie,
    support: SUPPORTS.find((support) => support === values.support),
    done: Object.fromEntries(ORDER_STEPS.flatMap((step) => (day(step) === undefined ? [] : [[step, day(step)]]))),
    recordReturnedOn: day('record'),
  }
}

/** @param complete whether the attestation is asked for, which needs holder, number and Compagnie. */
export function errorsOfOrder(
  values: OrderValues,
  compagnies: readonly Compagnie[],
  today: CalendarDay,
  complete: boolean,
): OrderErrors {
  const siren = readOwnSiren(values.siren, new Set(compagnies.flatMap((each) => each.siren ?? [])))
  const known = compagnies.some(({ id }) => id === values.compagnie)
  return {
    ...Object.fromEntries(
      Object.entries(faultsOfDays(values, today)).map(([day, fault]) => [
        fieldNames[day as OrderDay],
        DAY_ERRORS[fault],
      ]),
    ),
    ...('fault' in siren && (complete || siren.fault !== 'missing')
      ? { [fieldNames.siren]: SIREN_ERRORS[siren.fault] }
      : {}),
    ...(complete && values.holder === '' ? { [fieldNames.holder]: 'holder-missing' as const } : {}),
    ...(complete && !known ? { [fieldNames.compagnie]: 'compagnie-missing' as const } : {}),
  }
}

const DAY_ERRORS: Readonly<Record<OrderDayFault, ErrorId>> = {
  malformed: 'day-malformed',
  future: 'day-future',
  order: 'day-order',
}
const SIREN_ERRORS: Readonly<Record<SirenFault, ErrorId>> = {
  missing: 'siren-missing',
  establishment: 'siren-establishment',
  malformed: 'siren-malformed',
  forbidden: 'siren-forbidden',
}
