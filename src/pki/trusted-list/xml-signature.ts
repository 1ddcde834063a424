/**
 * An enveloped XML signature (XMLDSig Core 1.1; XAdES, EN 319 132-1), as TS 119 612 §5.7.1 and annex B have it. What is
 * returned is the very octets that were signed: whoever reads on reads those, so that nothing standing beside, around or
 * in front of what was signed is ever taken for it.
 */
import { createHash } from 'node:crypto'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Certificate } from '../certificate.ts'
import { sameOctets } from '../der/octets.ts'
import { decodeBase64 } from './base64.ts'
import { CANONICALISATIONS, type Canonicalisation, canonicalise } from './canonical-xml.ts'
import { whyNotSigned } from './signature-value.ts'
import { attributeOf, childrenOf, elementsOf, onlyChild, textOf, type XmlElement } from './xml-element.ts'

export const signatureRefused = defineFailure<{ reason: string }>(
  'trusted-list.signature-refused',
  'unauthenticated',
  'The trusted list is not signed, as a whole, by one of the signers that the operator pinned.',
  ({ reason }) => `Found: ${reason}.`,
)

export interface SignedXml {
  /** The root as it was signed, without its signature, canonical. */
  readonly octets: Uint8Array
  readonly signer: Certificate
  readonly signedAt: number
}

const DS = 'http://www.w3.org/2000/09/xmldsig#'
const XADES = 'http://uri.etsi.org/01903/v1.3.2#'
const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties'
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const DIGESTS: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

class Refused extends Error {}
const refuse = (reason: string): never => {
  throw new Refused(reason)
}

/** @param signers pinned by the operator: the signer is one of these, whatever the document says of it. */
export function verifyEnveloped(root: XmlElement, signers: readonly Certificate[]): Outcome<SignedXml> {
  try {
    const signature = onlySignature(root)
    const signedInfo = onlyChild(signature, DS, 'SignedInfo') ?? refuse('no SignedInfo')
    const properties = signedPropertiesOf(signature)
    const octets = checkReferences(root, signature, signedInfo, properties)
    const signer = signerNamedIn(properties, signers)
    const reason = whyNotSigned(
      algorithmOf(signedInfo, 'SignatureMethod'),
      Buffer.from(canonicalise(signedInfo, canonicalisationOf(signedInfo, 'CanonicalizationMethod'))),
      decodeBase64(textOf(onlyChild(signature, DS, 'SignatureValue'))) ?? refuse('no SignatureValue'),
      signer.publicKey,
    )
    if (reason !== undefined) refuse(reason)
    return succeed({ octets, signer, signedAt: signingTimeOf(properties) })
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    return fail(signatureRefused({ reason: thrown.message }))
  }
}

/** One in the whole document, and a child of the root. */
function onlySignature(root: XmlElement): XmlElement {
  const [signature] = childrenOf(root, DS, 'Signature')
  const everywhere = [root]
  let count = 0
  for (const element of everywhere) {
    if (element.namespace === DS && element.localName === 'Signature') count++
    for (const child of elementsOf(element)) everywhere.push(child)
  }
  if (signature === undefined) return refuse('no signature in the root')
  return count === 1 ? signature : refuse('more than one signature')
}

/**
 * Found by its place, never by an identifier that some other element may bear as well. Exactly two references: the root
 * without its signature, and the signed properties.
 * @returns the octets of the former.
 */
function checkReferences(
  root: XmlElement,
  signature: XmlElement,
  signedInfo: XmlElement,
  properties: XmlElement,
): Uint8Array {
  const references = childrenOf(signedInfo, DS, 'Reference')
  const aboutProperties = references.filter((reference) => attributeOf(reference, 'Type') === SIGNED_PROPERTIES)
  const [toProperties] = aboutProperties
  const [toRoot] = references.filter((reference) => reference !== toProperties)
  if (references.length !== 2 || toProperties === undefined || toRoot === undefined) {
    return refuse('references to other things than the list and the signed properties')
  }
  if (attributeOf(toProperties, 'URI') !== `#${attributeOf(properties, 'Id')}`)
    refuse('a reference to other properties')
  const rootUri = attributeOf(toRoot, 'URI')
  const rootId = attributeOf(root, 'Id') ?? attributeOf(root, 'ID')
  if (rootUri !== '' && (rootId === undefined || rootUri !== `#${rootId}`)) refuse('a reference to a part of the list')

  const [enveloped, ...rootTransforms] = transformsOf(toRoot)
  if (enveloped !== ENVELOPED) refuse('no enveloped signature')
  const octets = Buffer.from(canonicalise(root, methodOf(rootTransforms), signature))
  checkDigest(toRoot, octets, 'the list is not what was signed')
  const signed = Buffer.from(canonicalise(properties, methodOf(transformsOf(toProperties))))
  checkDigest(toProperties, signed, 'the signed properties are not what was signed')
  return octets
}

function transformsOf(reference: XmlElement): string[] {
  const transforms = onlyChild(reference, DS, 'Transforms')
  if (transforms === undefined)
    return childrenOf(reference, DS, 'Transforms').length === 0 ? [] : refuse('transforms twice')
  return elementsOf(transforms).map((transform) => {
    if (transform.namespace !== DS || elementsOf(transform).length > 0) refuse('a transform with parameters')
    return attributeOf(transform, 'Algorithm') ?? refuse('a transform without a name')
  })
}

/** XMLDSig §4.4.3.2: octets are needed in the end, and where nobody says how, Canonical XML 1.0 makes them. */
function methodOf(transforms: readonly string[]): Canonicalisation {
  const [method, ...others] = transforms
  if (others.length > 0) refuse('too many transforms')
  return method === undefined ? 'inclusive' : (CANONICALISATIONS[method] ?? refuse('a transform that is not accepted'))
}

function canonicalisationOf(parent: XmlElement, name: string): Canonicalisation {
  if (elementsOf(onlyChild(parent, DS, name) ?? refuse(`no ${name}`)).length > 0)
    refuse('a canonicalisation with parameters')
  return CANONICALISATIONS[algorithmOf(parent, name)] ?? refuse('a canonicalisation that is not accepted')
}

const algorithmOf = (parent: XmlElement, name: string): string =>
  attributeOf(onlyChild(parent, DS, name) ?? refuse(`no ${name}`), 'Algorithm') ?? refuse(`no algorithm in ${name}`)

function checkDigest(holder: XmlElement, octets: Uint8Array, otherwise: string): void {
  const hash = DIGESTS[algorithmOf(holder, 'DigestMethod')] ?? refuse('a digest that is not accepted')
  const wanted = decodeBase64(textOf(onlyChild(holder, DS, 'DigestValue'))) ?? refuse('no DigestValue')
  if (!sameOctets(createHash(hash).update(octets).digest(), wanted)) refuse(otherwise)
}

function signedPropertiesOf(signature: XmlElement): XmlElement {
  const found = childrenOf(signature, DS, 'Object').flatMap((object) =>
    childrenOf(object, XADES, 'QualifyingProperties').flatMap((qualifying) =>
      childrenOf(qualifying, XADES, 'SignedProperties'),
    ),
  )
  const [properties, ...others] = found
  return properties === undefined || others.length > 0 ? refuse('not one set of signed properties') : properties
}

/** EN 319 132-1 §5.2.2: the signer's certificate, by its hash, is among what was signed. */
function signerNamedIn(properties: XmlElement, signers: readonly Certificate[]): Certificate {
  const about = onlyChild(properties, XADES, 'SignedSignatureProperties') ?? refuse('no signature properties')
  const [cert] = ['SigningCertificateV2', 'SigningCertificate'].flatMap((name) =>
    childrenOf(about, XADES, name).flatMap((certificates) => childrenOf(certificates, XADES, 'Cert')),
  )
  const digest = cert === undefined ? undefined : onlyChild(cert, XADES, 'CertDigest')
  if (digest === undefined) return refuse('the signer is not named among what was signed')
  const hash = DIGESTS[algorithmOf(digest, 'DigestMethod')] ?? refuse('a digest that is not accepted')
  const wanted = decodeBase64(textOf(onlyChild(digest, DS, 'DigestValue'))) ?? refuse('no DigestValue')
  const signer = signers.find(({ der }) => sameOctets(createHash(hash).update(der).digest(), wanted))
  return signer ?? refuse('another signer than those pinned')
}

function signingTimeOf(properties: XmlElement): number {
  const text = textOf(onlyChild(properties, XADES, 'SignedSignatureProperties', 'SigningTime'))
  const at =
    text !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? refuse('no signing time') : at
}
