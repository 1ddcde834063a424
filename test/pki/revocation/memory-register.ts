import type { RevokedCertificate, RevokedRegister } from '../../../src/pki/revocation/revoked-register.ts'

/** Keeps the contract of the register for as long as a test lasts. */
export function createMemoryRegister(): RevokedRegister & { readonly all: () => readonly RevokedCertificate[] } {
  const records = new Map<string, RevokedCertificate>()
  const keyOf = ({ issuerKeySha256, serialNumber }: { issuerKeySha256: string; serialNumber: string }) =>
    `${issuerKeySha256} ${serialNumber}`
  return {
    find: async (key) => records.get(keyOf(key)),
    record: async (certificate) => {
      const known = records.get(keyOf(certificate))
      if (known !== undefined && known.reason !== 'certificateHold') return
      records.set(keyOf(certificate), certificate)
    },
    all: () => [...records.values()],
  }
}
