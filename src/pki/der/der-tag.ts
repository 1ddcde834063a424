/** Identifier octets of the universal types that certificates, CRLs and OCSP answers are made of (X.690 §8.1.2). */
export const DerTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
} as const

/** [n] around or in place of a constructed type. */
export const contextConstructed = (number: number): number => 0xa0 | number

/** [n] IMPLICIT in place of a primitive type. */
export const contextPrimitive = (number: number): number => 0x80 | number
