/** A trusted list like the French one, of authorities that are nobody's, signed by xmlsec1: not by our own reading of the rules. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toPem } from '../../../certs-test/certificate.ts'
import { pathTo } from '../../support/debian.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { AT, authority, type KeyName, party } from '../../support/x509-builder.ts'

export const ON_DEVICE = '1.2.250.1.105.23.411.2.2.2.1.0'
export const IN_SOFTWARE = '1.2.250.1.105.23.411.2.1.2.1.0'

const DAY = 86_400_000
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const METHODS = {
  rsa: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  ec: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
} as const

export function signer(label: string, key: KeyName = 'RSA-2048') {
  const holder = party(label, key)
  return { key: holder.privateKey, certificate: authority(holder) }
}
export type Signer = ReturnType<typeof signer>

export interface ListOptions {
  readonly issuedAt?: number
  readonly nextUpdateAt?: number | null
  /** XML of services, in place of the usual one. */
  readonly services?: string
  readonly version?: string
}

const instant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

export const service = (
  certificate: Buffer,
  options: { status?: 'granted' | 'withdrawn'; extensions?: string; type?: string } = {},
) => `
        <TSPService><ServiceInformation>
          <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/${options.type ?? 'CA/QC'}</ServiceTypeIdentifier>
          <ServiceName><Name xml:lang="en">Issuing authority (test)</Name><Name xml:lang="fr">Autorité émettrice (essai) &amp; co</Name></ServiceName>
          <ServiceDigitalIdentity><DigitalId><X509Certificate>
${certificate.toString('base64').replace(/.{76}/g, '$&\n')}
          </X509Certificate></DigitalId><DigitalId><X509SubjectName>CN=whatever</X509SubjectName></DigitalId></ServiceDigitalIdentity>
          <ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${options.status ?? 'granted'}</ServiceStatus>
          <StatusStartingTime>${instant(AT - 300 * DAY)}</StatusStartingTime>
          <ServiceInformationExtensions>${options.extensions ?? USUAL_EXTENSIONS}</ServiceInformationExtensions>
        </ServiceInformation></TSPService>`

export const qualified = (
  policy: string,
  ...qualifiers: readonly string[]
) => `<q:QualificationElement><q:Qualifiers>${qualifiers
  .map((name) => `<q:Qualifier uri="http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${name}"/>`)
  .join(
    '',
  )}</q:Qualifiers><q:CriteriaList assert="atLeastOne"><q:KeyUsage><q:KeyUsageBit name="digitalSignature">true</q:KeyUsageBit></q:KeyUsage>
<q:PolicySet><q:PolicyIdentifier><xades:Identifier Qualifier="OIDAsURN">urn:oid:${policy}</xades:Identifier></q:PolicyIdentifier></q:PolicySet></q:CriteriaList></q:QualificationElement>`

export const qualifications = (...elements: readonly string[]) =>
  `<Extension Critical="true"><q:Qualifications>${elements.join('')}</q:Qualifications></Extension>`

const USUAL_EXTENSIONS = `
            <Extension Critical="true"><AdditionalServiceInformation><URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSignatures</URI></AdditionalServiceInformation></Extension>
            ${qualifications(qualified(ON_DEVICE, 'QCWithQSCD', 'QCForESig'), qualified(IN_SOFTWARE, 'QCNoQSCD'))}`

/** @param place where the signature goes. */
export function listXml(services: string, options: ListOptions = {}, place = ''): string {
  const { issuedAt = AT - 10 * DAY, nextUpdateAt = AT + 100 * DAY, version = '5' } = options
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Nobody's list -->
<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" xmlns:q="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" xmlns:unused="urn:unused" TSLTag="http://uri.etsi.org/19612/TSLTag" Id="list">
  <SchemeInformation>
    <TSLVersionIdentifier>${version}</TSLVersionIdentifier><TSLSequenceNumber>65</TSLSequenceNumber>
    <SchemeOperatorName><Name xml:lang="fr">Opérateur d'essai</Name></SchemeOperatorName>
    <SchemeTerritory>FR</SchemeTerritory>
    <ListIssueDateTime>${instant(issuedAt)}</ListIssueDateTime>
    <NextUpdate>${nextUpdateAt === null ? '' : `<dateTime>${instant(nextUpdateAt)}</dateTime>`}</NextUpdate>
  </SchemeInformation>
  <TrustServiceProviderList><TrustServiceProvider>
      <TSPInformation><TSPName><Name xml:lang="fr"><![CDATA[Prestataire d'essai]]></Name></TSPName><TSPTradeName><Name xml:lang="en">VATFR-00000000000</Name></TSPTradeName></TSPInformation>
      <TSPServices>${services}
      </TSPServices>
  </TrustServiceProvider></TrustServiceProviderList>${place}</TrustServiceStatusList>
`
}

export interface SignatureOptions {
  readonly method?: keyof typeof METHODS
  readonly rootUri?: '' | '#list'
  readonly canonicalisation?: 'exclusive' | 'inclusive'
  /** Which certificate the signed properties name, when not the signer's. */
  readonly named?: Buffer
  readonly signedAt?: number
  readonly moreReferences?: string
}

/** An XAdES signature yet to be made: what xmlsec1 fills in. */
export function signatureTemplate({ certificate }: Signer, options: SignatureOptions = {}): string {
  const {
    method = 'rsa',
    rootUri = '',
    canonicalisation = 'exclusive',
    named = certificate,
    signedAt = AT - DAY,
  } = options
  const canonical = canonicalisation === 'exclusive' ? EXCLUSIVE : INCLUSIVE
  const digest = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
  const hash = createHash('sha256').update(named).digest('base64')
  return `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="signature"><ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="${canonical}"/><ds:SignatureMethod Algorithm="${METHODS[method]}"/>
<ds:Reference URI="${rootUri}"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="${canonical}"/></ds:Transforms>${digest}<ds:DigestValue/></ds:Reference>
<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#properties"><ds:Transforms><ds:Transform Algorithm="${canonical}"/></ds:Transforms>${digest}<ds:DigestValue/></ds:Reference>${options.moreReferences ?? ''}
</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo>
<ds:Object><xades:QualifyingProperties Target="#signature"><xades:SignedProperties Id="properties"><xades:SignedSignatureProperties><xades:SigningTime>${instant(signedAt)}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>${digest}<ds:DigestValue>${hash}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>`
}

/** @param xml with a signature template in it. */
export function signXml(xml: string, { key, certificate }: Signer): string {
  const folder = temporaryFolder()
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const keyFile = file('key.pem', key.export({ type: 'pkcs8', format: 'pem' }) as string)
  const certificateFile = file('certificate.pem', toPem('CERTIFICATE', certificate))
  const signed = join(folder, 'signed.xml')
  const ids = [
    'http://uri.etsi.org/01903/v1.3.2#:SignedProperties',
    'http://uri.etsi.org/02231/v2#:TrustServiceStatusList',
  ]
  execFileSync(pathTo('xmlsec1'), [
    '--sign',
    ...['--privkey-pem', `${keyFile},${certificateFile}`],
    ...ids.flatMap((node) => ['--id-attr:Id', node]),
    ...['--output', signed, file('template.xml', xml)],
  ])
  return readFileSync(signed, 'utf8')
}

export const signedList = (
  by: Signer,
  services: string,
  list: ListOptions = {},
  signature: SignatureOptions = {},
): string => signXml(listXml(services, list, signatureTemplate(by, signature)), by)
