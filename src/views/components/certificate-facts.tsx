import type { Messages } from '../../messages/messages.ts'
import { Facts } from './facts.tsx'
import { SerialNumber } from './serial-number.tsx'

export interface Certificate {
  readonly holder: string
  readonly issuer: string
  readonly serialNumber: string
  readonly notBefore: number
  readonly notAfter: number
  readonly level: keyof Messages['card']['levels']
}

export function CertificateFacts({ m, certificate }: { readonly m: Messages; readonly certificate: Certificate }) {
  const { facts, levels, validFromTo } = m.card
  return (
    <Facts
      entries={[
        [facts.holder, certificate.holder],
        [facts.issuer, certificate.issuer],
        [facts.serialNumber, <SerialNumber value={certificate.serialNumber} key="serial" />],
        [facts.validity, validFromTo(m.formats.date(certificate.notBefore), m.formats.date(certificate.notAfter))],
        [facts.level, levels[certificate.level]],
      ]}
    />
  )
}
