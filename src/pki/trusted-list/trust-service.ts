/** The services of a trusted list that issue qualified certificates (TS 119 612 §5.5). */
import { type Certificate, parseCertificate } from '../certificate.ts'
import { decodeBase64 } from './base64.ts'
import { attributeOf, childrenOf, elementsOf, onlyChild, textOf, type XmlElement } from './xml-element.ts'
import { xmlInstant } from './xml-instant.ts'

export const TSL = 'http://uri.etsi.org/02231/v2#'
const QUALIFICATIONS = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#'
const XADES = 'http://uri.etsi.org/01903/v1.3.2#'
const CA_QC = 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC'
const GRANTED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted'
const FOR_SIGNATURES = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSignatures'
const QUALIFIER = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/'

/** Where keys of certificates with these policies live, by the supervisory body. */
export interface PolicyQualification {
  readonly policies: readonly string[]
  readonly key: 'on-device' | 'in-software' | 'as-in-certificate'
}

export interface TrustService {
  readonly provider: string
  /** Trade names too: `VATFR-12345678901`. */
  readonly providerNames: readonly string[]
  readonly name: string
  readonly certificates: readonly Certificate[]
  readonly status: 'granted' | 'withdrawn'
  /** Since when. */
  readonly statusStartsAt: number
  /** Whether it issues certificates to persons for signing, rather than seals or websites alone. */
  readonly forPersons: boolean
  readonly qualifications: readonly PolicyQualification[]
  /** Critical extensions that are not processed here: whoever relies on the service must look at them. */
  readonly unprocessed: readonly string[]
}

/** @param list the root of a trusted list. */
export function servicesOf(list: XmlElement): TrustService[] {
  const providers = onlyChild(list, TSL, 'TrustServiceProviderList')
  if (providers === undefined) return []
  return childrenOf(providers, TSL, 'TrustServiceProvider').flatMap((provider) => {
    const information = onlyChild(provider, TSL, 'TSPInformation')
    const services = onlyChild(provider, TSL, 'TSPServices')
    if (information === undefined || services === undefined) return []
    const names = namesIn(onlyChild(information, TSL, 'TSPName'))
    const tradeNames = namesIn(onlyChild(information, TSL, 'TSPTradeName'))
    return childrenOf(services, TSL, 'TSPService').flatMap((service) => {
      const read = readService(service)
      return read === undefined ? [] : [{ provider: names[0] ?? '', providerNames: [...names, ...tradeNames], ...read }]
    })
  })
}

/** @returns undefined for other services, and for those that do not say what they must. */
function readService(service: XmlElement): Omit<TrustService, 'provider' | 'providerNames'> | undefined {
  const information = onlyChild(service, TSL, 'ServiceInformation')
  if (information === undefined || textOf(onlyChild(information, TSL, 'ServiceTypeIdentifier')) !== CA_QC)
    return undefined
  const statusStartsAt = xmlInstant(textOf(onlyChild(information, TSL, 'StatusStartingTime')))
  const certificates = certificatesIn(onlyChild(information, TSL, 'ServiceDigitalIdentity'))
  if (statusStartsAt === undefined || certificates.length === 0) return undefined
  const extensions = childrenOf(
    onlyChild(information, TSL, 'ServiceInformationExtensions') ?? information,
    TSL,
    'Extension',
  )
  const inside = extensions.flatMap(elementsOf)
  const purposes = inside
    .filter(is(TSL, 'AdditionalServiceInformation'))
    .map((one) => textOf(onlyChild(one, TSL, 'URI')))
  return {
    name: namesIn(onlyChild(information, TSL, 'ServiceName'))[0] ?? '',
    certificates,
    status: textOf(onlyChild(information, TSL, 'ServiceStatus')) === GRANTED ? 'granted' : 'withdrawn',
    statusStartsAt,
    forPersons: purposes.length === 0 || purposes.includes(FOR_SIGNATURES),
    qualifications: inside.filter(is(QUALIFICATIONS, 'Qualifications')).flatMap(qualificationsIn),
    unprocessed: extensions.filter(isUnprocessed).map((one) => elementsOf(one)[0]?.localName ?? 'empty'),
  }
}

const is = (namespace: string, localName: string) => (element: XmlElement) =>
  element.namespace === namespace && element.localName === localName

const isUnprocessed = (extension: XmlElement): boolean =>
  attributeOf(extension, 'Critical') !== 'false' &&
  !elementsOf(extension).every(
    (one) => is(QUALIFICATIONS, 'Qualifications')(one) || is(TSL, 'AdditionalServiceInformation')(one),
  )

/** French first, then whatever there is. */
function namesIn(names: XmlElement | undefined): string[] {
  const all = names === undefined ? [] : childrenOf(names, TSL, 'Name')
  const language = (name: XmlElement) => name.attributes.find((one) => one.name === 'xml:lang')?.value
  return all
    .toSorted((a, b) => Number(language(b) === 'fr') - Number(language(a) === 'fr'))
    .flatMap((one) => textOf(one) ?? [])
}

function certificatesIn(identity: XmlElement | undefined): Certificate[] {
  if (identity === undefined) return []
  return childrenOf(identity, TSL, 'DigitalId').flatMap((one) => {
    const der = decodeBase64(textOf(onlyChild(one, TSL, 'X509Certificate')))
    const certificate = der === undefined ? undefined : parseCertificate(der)
    return certificate?.ok ? [certificate.value] : []
  })
}

/**
 * §5.5.9.2: qualifiers hold for certificates that meet the criteria. Only criteria that are policies are used here; an
 * element with criteria that ask for more (usages aside, which path validation asks for itself) says nothing to us.
 */
function qualificationsIn(qualifications: XmlElement): PolicyQualification[] {
  return childrenOf(qualifications, QUALIFICATIONS, 'QualificationElement').flatMap((element) => {
    const qualifiers = onlyChild(element, QUALIFICATIONS, 'Qualifiers')
    const criteria = onlyChild(element, QUALIFICATIONS, 'CriteriaList')
    if (qualifiers === undefined || criteria === undefined) return []
    const uris = childrenOf(qualifiers, QUALIFICATIONS, 'Qualifier').map((one) => attributeOf(one, 'uri') ?? '')
    const policies = policiesIn(criteria)
    return policies.length === 0 ? [] : [{ policies, key: keyOf(uris) }]
  })
}

function keyOf(qualifiers: readonly string[]): PolicyQualification['key'] {
  const says = (...names: readonly string[]) => names.some((name) => qualifiers.includes(`${QUALIFIER}${name}`))
  const onDevice = says('QCWithQSCD', 'QCWithSSCD', 'QCQSCDManagedOnBehalf')
  const inSoftware = says('QCNoQSCD', 'QCNoSSCD')
  if (onDevice && !inSoftware && !says('QCQSCDManagedOnBehalf')) return 'on-device'
  return inSoftware || onDevice ? 'in-software' : 'as-in-certificate'
}

function policiesIn(criteria: XmlElement): string[] {
  const assertion = attributeOf(criteria, 'assert')
  const sets = childrenOf(criteria, QUALIFICATIONS, 'PolicySet')
  const others = elementsOf(criteria).filter((one) => !['PolicySet', 'KeyUsage', 'Description'].includes(one.localName))
  if (assertion === 'none' || others.length > 0 || (assertion !== 'atLeastOne' && sets.length !== 1)) return []
  return sets.flatMap((set) => {
    const identifiers = childrenOf(set, QUALIFICATIONS, 'PolicyIdentifier').flatMap((one) => {
      const identifier = textOf(onlyChild(one, XADES, 'Identifier'))?.replace(/^urn:oid:/i, '')
      return identifier !== undefined && /^[0-2](\.(0|[1-9]\d*))+$/.test(identifier) ? [identifier] : []
    })
    // A set holds when all of its policies do: one that names several says nothing of each.
    return identifiers.length === 1 ? identifiers : []
  })
}
