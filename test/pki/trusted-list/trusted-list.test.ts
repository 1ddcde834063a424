import { expect, it } from 'vitest'
import { type Certificate, parseCertificate } from '../../../src/pki/certificate.ts'
import { readTrustedList } from '../../../src/pki/trusted-list/trusted-list.ts'
import { needs } from '../../support/needs.ts'
import { AT, authority, lookAlike, party } from '../../support/x509-builder.ts'
import {
  IN_SOFTWARE,
  type ListOptions,
  listXml,
  ON_DEVICE,
  qualifications,
  qualified,
  type SignatureOptions,
  service,
  signatureTemplate,
  signedList,
  signer,
  signXml,
} from './some-list.ts'

const DAY = 86_400_000
const operator = signer('Scheme operator')
const issuing = party('Issuing authority')
const ca = authority(issuing)
const parsed = (der: Buffer): Certificate => {
  const certificate = parseCertificate(der)
  if (!certificate.ok) throw new Error(certificate.failure.explanation)
  return certificate.value
}
const read = (xml: string, { at = AT, pinned = operator.certificate } = {}) =>
  readTrustedList(Buffer.from(xml), [parsed(pinned)], at)
/** `read`, or why not. */
const answer = (xml: string, options?: Parameters<typeof read>[1]): string => {
  const list = read(xml, options)
  return list.ok ? 'read' : `${list.failure.code}: ${list.failure.explanation}`
}
const made = (list: ListOptions = {}, signature: SignatureOptions = {}) =>
  signedList(operator, service(ca), list, signature)

needs('xmlsec1')('a trusted list', () => {
  it('is read when a pinned signer signed it, with its services, policies and where keys live', () => {
    const list = read(made())
    expect(list.ok && list.value).toMatchObject({
      territory: 'FR',
      sequenceNumber: 65,
      issuedAt: AT - 10 * DAY,
      nextUpdateAt: AT + 100 * DAY,
      services: [
        {
          provider: "Prestataire d'essai",
          providerNames: ["Prestataire d'essai", 'VATFR-00000000000'],
          name: 'Autorité émettrice (essai) & co',
          status: 'granted',
          forPersons: true,
          qualifications: [
            { policies: [ON_DEVICE], key: 'on-device' },
            { policies: [IN_SOFTWARE], key: 'in-software' },
          ],
          unprocessed: [],
        },
      ],
    })
    expect(list.ok && list.value.services[0]?.certificates.map(({ der }) => Buffer.from(der).equals(ca))).toEqual([
      true,
    ])
  })

  it.each<[string, ListOptions, SignatureOptions]>([
    ['Canonical XML 1.0', {}, { canonicalisation: 'inclusive' }],
    ['a reference to the root by its identifier', {}, { rootUri: '#list' }],
    ['version 6', { version: '6' }, {}],
  ])('may be signed with %s', (_, list, signature) => expect(answer(made(list, signature))).toBe('read'))

  it('may be signed with ECDSA', () => {
    const other = signer('Scheme operator', 'P-256')
    const xml = signedList(other, service(ca), {}, { method: 'ec' })
    expect(answer(xml, { pinned: other.certificate })).toBe('read')
  })

  it.each<[string, ListOptions, SignatureOptions, RegExp]>([
    ['is past its next update', { nextUpdateAt: AT - 1000 }, {}, /not-current: .* next was due/],
    ['was issued in the future', { issuedAt: AT + 1000 }, {}, /not-current: .* issued on/],
    ['is closed', { nextUpdateAt: null }, {}, /unreadable: .*next update/],
    ['is of an old version', { version: '4' }, {}, /unreadable: .*version/],
    ['is signed with SHA-1', {}, { method: 'rsa-sha1' }, /signature-refused: .*rsa-sha1/],
    ['names another signer', {}, { named: ca }, /signature-refused: .*another signer/],
    ['was signed after its signer ended', {}, { signedAt: AT + 400 * DAY }, /signer-not-current/],
  ])('is refused when it %s', (_, list, signature, reason) => expect(answer(made(list, signature))).toMatch(reason))

  it('is refused when somebody else signed it, even under the same name', () => {
    const impostor = { ...signer('Scheme operator') }
    expect(answer(signedList(impostor, service(ca)))).toMatch(/another signer/)
    const withStolenName = signXml(
      listXml(service(ca), {}, signatureTemplate(impostor, { named: operator.certificate })),
      impostor,
    )
    expect(answer(withStolenName)).toMatch(/does not match/)
  })

  it('is refused when anything was changed', () => {
    const xml = made()
    const evil = authority(lookAlike(issuing)).toString('base64')
    const changes: [string, string][] = [
      ['<TSLSequenceNumber>65<', '<TSLSequenceNumber>66<'],
      ['Svcstatus/granted', 'Svcstatus/withdrawn'],
      ['QCNoQSCD', 'QCWithQSCD'],
      [/<X509Certificate>[^<]*/.exec(xml)?.[0] ?? '', `<X509Certificate>${evil}`],
      ['xml:lang="fr">Opérateur', 'xml:lang="en">Opérateur'],
      ['<NextUpdate>', ' <NextUpdate>'],
    ]
    for (const [from, to] of changes) {
      expect(xml).toContain(from)
      expect(answer(xml.replace(from, to)), to).toMatch(/the list is not what was signed/)
    }
    expect(answer(xml.replace(/SigningTime>20\d\d/, 'SigningTime>2029'))).toMatch(/signed properties are not/)
    expect(answer(xml.replace('xmlenc#sha256"/><ds:DigestValue>', 'xmlenc#sha512"/><ds:DigestValue>'))).toMatch(
      /refused/,
    )
  })

  it('means the same in other writing that canonical XML does not see', () => {
    const xml = made()
    expect(answer(xml.replace('<!-- Nobody', '<!-- Everybody'))).toBe('read')
    expect(answer(xml.replace('<SchemeInformation>', '<SchemeInformation ><!-- well -->'))).toBe('read')
    expect(answer(xml.replaceAll('\n', '\r\n'))).toBe('read')
  })
})

needs('xmlsec1')('a signature moved away from what it signed', () => {
  const xml = () => made({}, { rootUri: '#list' })
  const evilService = () => service(authority(lookAlike(issuing)))

  it('does not stand for a new root around the old one', () => {
    const signed = xml()
    const inner = signed.slice(signed.indexOf('<TrustServiceStatusList'))
    const signature = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(signed)?.[0] ?? ''
    for (const outerId of ['list', 'other']) {
      const wrapped = listXml(evilService(), {}, inner + signature).replace('Id="list"', `Id="${outerId}"`)
      expect(answer(wrapped)).toMatch(/more than one signature/)
      const moved = listXml(evilService(), {}, inner.replace(signature, '') + signature).replace(
        'Id="list"',
        `Id="${outerId}"`,
      )
      expect(answer(moved)).toMatch(/part of the list|not what was signed/)
    }
  })

  it('does not stand for what its own Object holds', () => {
    const signed = xml()
    const inner = signed.slice(signed.indexOf('<TrustServiceStatusList'))
    const signature = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(signed)?.[0] ?? ''
    const original = inner.replace(signature, '')
    const hiding = signature.replace('</ds:Signature>', `<ds:Object>${original}</ds:Object></ds:Signature>`)
    expect(answer(listXml(evilService(), {}, hiding))).toMatch(/the list is not what was signed/)
  })

  it('does not stand for other signed properties', () => {
    const signed = xml()
    const properties = /<xades:QualifyingProperties[\s\S]*<\/xades:QualifyingProperties>/.exec(signed)?.[0] ?? ''
    const twice = signed.replace(
      '<ds:Object>',
      `<ds:Object>${properties.replace('"properties"', '"others"')}</ds:Object><ds:Object>`,
    )
    expect(answer(twice)).toMatch(/not one set of signed properties/)
  })

  it('may refer to nothing else', () => {
    const signed = made(
      {},
      {
        moreReferences:
          '<ds:Reference URI="#signature"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>',
      },
    )
    expect(answer(signed)).toMatch(/other things than the list/)
    expect(answer(listXml(service(ca)))).toMatch(/no signature in the root/)
  })
})

needs('xmlsec1')('a service', () => {
  const services = (...xml: string[]) => {
    const list = read(signedList(operator, xml.join('')))
    if (!list.ok) throw new Error(list.failure.explanation)
    return list.value.services
  }
  const keys = (...elements: string[]) =>
    services(service(ca, { extensions: qualifications(...elements) }))[0]?.qualifications.map(({ key }) => key)

  it('is left out when it issues no qualified certificates, or names no certificate', () => {
    expect(services(service(ca, { type: 'TSA/QTST' }), service(Buffer.from('none')))).toEqual([])
  })
  it('is withdrawn unless it is granted', () => {
    expect(services(service(ca, { status: 'withdrawn' }))[0]?.status).toBe('withdrawn')
  })
  it('is for persons unless it says otherwise', () => {
    const only = (purpose: string) =>
      `<Extension Critical="true"><AdditionalServiceInformation><URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${purpose}</URI></AdditionalServiceInformation></Extension>`
    expect(services(service(ca, { extensions: only('ForeSeals') }))[0]?.forPersons).toBe(false)
    expect(services(service(ca, { extensions: only('ForeSignatures') }))[0]?.forPersons).toBe(true)
  })
  it('tells of critical extensions that nobody here processes', () => {
    expect(
      services(service(ca, { extensions: '<Extension Critical="true"><TakenOverBy/></Extension>' }))[0]?.unprocessed,
    ).toEqual(['TakenOverBy'])
    expect(
      services(service(ca, { extensions: '<Extension Critical="false"><Odd/></Extension>' }))[0]?.unprocessed,
    ).toEqual([])
  })
  it('has its keys on a device only when the list says so and nothing else', () => {
    expect(keys(qualified('2.999.1', 'QCWithQSCD'))).toEqual(['on-device'])
    expect(keys(qualified('2.999.1', 'QCWithSSCD', 'QCForESig'))).toEqual(['on-device'])
    expect(keys(qualified('2.999.1', 'QCWithQSCD', 'QCNoQSCD'))).toEqual(['in-software'])
    expect(keys(qualified('2.999.1', 'QCQSCDManagedOnBehalf'))).toEqual(['in-software'])
    expect(keys(qualified('2.999.1', 'QCQSCDStatusAsInCert'))).toEqual(['as-in-certificate'])
  })
  it('says nothing where the criteria ask for what is not looked at here', () => {
    const element = qualified('2.999.1', 'QCWithQSCD')
    expect(keys(element.replace('atLeastOne', 'none'))).toEqual([])
    expect(keys(element.replace('<q:PolicySet>', '<q:otherCriteriaList/><q:PolicySet>'))).toEqual([])
    expect(keys(element.replace('urn:oid:2.999.1', 'urn:oid:2.999.x'))).toEqual([])
  })
})
