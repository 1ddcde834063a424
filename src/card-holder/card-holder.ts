/** What a French professional certificate says about its holder, read by object identifier and never by position. */
import type { Certificate } from '../pki/certificate.ts'
import { attributeTexts } from '../pki/name/name.ts'
import { type EnterpriseNumber, readOrganizationalUnit, readOrganizationIdentifier } from './enterprise-number.ts'
import { toReadableText } from './readable-text.ts'

/** RFC 5280 appendix A.1; 2.5.4.97 is organizationIdentifier (ETSI EN 319 412-1). */
const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  organizationName: '2.5.4.10',
  organizationalUnitName: '2.5.4.11',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
} as const

export interface CardHolder {
  /** The common name, shown to people and never split (S1.43); some other name of the subject where there is none. */
  readonly label: string
  /** undefined when the certificate gives none, or several that differ. */
  readonly surname: string | undefined
  readonly givenNames: string | undefined
  /** Every surname and given name that the certificate gives. */
  readonly names: { readonly surnames: readonly string[]; readonly givenNames: readonly string[] }
  readonly organizationNames: readonly string[]
  readonly title: string | undefined
  /** What the authority tells homonyms apart by; its form is the authority's own. */
  readonly distinguisher: string | undefined
  /** Only when every number that the certificate gives is right and all give this one. */
  readonly siren: string | undefined
  readonly siret: string | undefined
  /** Each as written: for the person who reviews. */
  readonly enterpriseNumbers: readonly EnterpriseNumber[]
  /** rfc822Names of the subject's alternative names: claims of the authority, proven to us by nobody. */
  readonly emails: readonly string[]
}

export function readCardHolder({ subject, extensions }: Certificate): CardHolder {
  const texts = (attribute: keyof typeof ATTRIBUTE) =>
    distinct(attributeTexts(subject, ATTRIBUTE[attribute]).map(toReadableText).filter(isNotEmpty))
  const surnames = texts('surname')
  const givenNames = texts('givenName')
  const organizationNames = texts('organizationName')
  const enterpriseNumbers = [
    ...attributeTexts(subject, ATTRIBUTE.organizationalUnitName).map(readOrganizationalUnit),
    ...attributeTexts(subject, ATTRIBUTE.organizationIdentifier).map(readOrganizationIdentifier),
  ].filter((number) => number !== undefined)
  const [label = ''] = [...texts('commonName'), [...givenNames, ...surnames].join(' '), ...organizationNames].filter(
    isNotEmpty,
  )

  return {
    label,
    surname: theOnly(surnames),
    givenNames: theOnly(givenNames),
    names: { surnames, givenNames },
    organizationNames,
    title: theOnly(texts('title')),
    distinguisher: theOnly(texts('serialNumber')),
    siren: agreed(enterpriseNumbers),
    siret: agreed(enterpriseNumbers) && theOnly(distinct(enterpriseNumbers.flatMap(({ siret }) => siret ?? []))),
    enterpriseNumbers,
    emails: distinct(
      (extensions.subjectAltName ?? []).flatMap((name) => (name.form === 'rfc822Name' ? name.value : [])),
    ),
  }
}

/** Two places that disagree, or one that is wrong: nobody chooses for the person (review.ts says why). */
function agreed(numbers: readonly EnterpriseNumber[]): string | undefined {
  return numbers.every(({ siren }) => siren !== undefined)
    ? theOnly(distinct(numbers.flatMap(({ siren }) => siren ?? [])))
    : undefined
}

const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)]
const theOnly = <Value>(values: readonly Value[]): Value | undefined => (values.length === 1 ? values[0] : undefined)
const isNotEmpty = (text: string): boolean => text !== ''
