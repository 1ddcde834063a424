import { createHash, createHmac, type KeyObject } from 'node:crypto'
import forge from 'node-forge'
import { element, integer, nullValue, objectIdentifier, octetString, sequence, setOf, tagged } from './der-writer.ts'

/** Few: forge derives keys in JavaScript, dozens of cards are made at once, and their keys lie beside them in PEM. */
const ITERATIONS = 256

/**
 * A PKCS#12 file (RFC 7292) that OpenSSL 3 and NSS read without legacy algorithms: the key under PBES2 with AES-256 and
 * PBKDF2, HMAC-SHA-256 over the whole. node-forge encrypts and derives; the certificates go in byte for byte, because
 * forge's own certificate parser knows RSA only.
 * @param chain DER, the holder's certificate first.
 */
export function toPkcs12(content: {
  readonly key: KeyObject
  readonly chain: readonly Buffer[]
  readonly pin: string
  readonly friendlyName: string
}): Buffer {
  const { key, chain, pin, friendlyName } = content
  const [leaf = Buffer.alloc(0)] = chain
  const attributes = setOf(
    attribute('1.2.840.113549.1.9.20', element(0x1e, Buffer.from(friendlyName, 'utf16le').swap16())),
    attribute('1.2.840.113549.1.9.21', octetString(createHash('sha1').update(leaf).digest())),
  )
  const certificateBags = chain.map((certificate, index) =>
    bag(
      '1.2.840.113549.1.12.10.1.3',
      sequence(objectIdentifier('1.2.840.113549.1.9.22.1'), tagged(0, octetString(certificate))),
      ...(index === 0 ? [attributes] : []),
    ),
  )
  const keyBag = bag('1.2.840.113549.1.12.10.1.2', encryptedKey(key, pin), attributes)
  const safe = sequence(data(sequence(...certificateBags)), data(sequence(keyBag)))
  return sequence(integer(3), data(safe), mac(safe, pin))
}

const attribute = (identifier: string, value: Buffer) => sequence(objectIdentifier(identifier), setOf(value))

const bag = (type: string, value: Buffer, ...attributes: readonly Buffer[]) =>
  sequence(objectIdentifier(type), tagged(0, value), ...attributes)

/** ContentInfo of type data. */
const data = (content: Buffer) => sequence(objectIdentifier('1.2.840.113549.1.7.1'), tagged(0, octetString(content)))

const fromForge = (bytes: forge.util.ByteBuffer) => Buffer.from(bytes.getBytes(), 'latin1')

function encryptedKey(key: KeyObject, pin: string): Buffer {
  const privateKeyInfo = forge.asn1.fromDer(key.export({ format: 'der', type: 'pkcs8' }).toString('latin1'))
  const options = { algorithm: 'aes256', prfAlgorithm: 'sha256', count: ITERATIONS, saltSize: 16 } as const
  return fromForge(forge.asn1.toDer(forge.pki.encryptPrivateKeyInfo(privateKeyInfo, pin, options)))
}

/** RFC 7292 §4 and appendix B.2: ID 3 is the key of the MAC. */
function mac(safe: Buffer, pin: string): Buffer {
  const salt = forge.random.getBytesSync(16)
  const key = forge.pkcs12.generateKey(pin, forge.util.createBuffer(salt), 3, ITERATIONS, 32, forge.md.sha256.create())
  const digest = createHmac('sha256', fromForge(key)).update(safe).digest()
  const sha256 = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), nullValue())
  return sequence(sequence(sha256, octetString(digest)), octetString(Buffer.from(salt, 'latin1')), integer(ITERATIONS))
}
