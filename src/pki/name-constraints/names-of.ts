import type { Certificate } from '../certificate.ts'
import { decodeDer } from '../der/decode-der.ts'
import { DerTag } from '../der/der-tag.ts'
import type { GeneralName } from '../name/general-name.ts'
import { attributeTexts, isEmptyName } from '../name/name.ts'
import { readText } from '../name/text.ts'
import { isHostName } from './host-name.ts'

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1'
const COMMON_NAME = '2.5.4.3'
const SMTP_UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9'

/**
 * Every name of a certificate that name constraints apply to, wherever it stands: the subject, its alternative names,
 * the addresses in its attributes (RFC 5280 §4.2.1.10), mailboxes as other names (RFC 9598 §6), and, where no host is
 * named properly, a common name that has the looks of a host.
 */
export function constrainedNames({ subject, extensions }: Certificate, isTarget: boolean): GeneralName[] {
  const names: GeneralName[] = (extensions.subjectAltName ?? []).map(asMailbox)
  const noHost = !names.some(({ form }) => form === 'dNSName')
  if (!isEmptyName(subject)) names.push({ form: 'directoryName', value: subject })
  for (const value of attributeTexts(subject, EMAIL_ADDRESS)) names.push({ form: 'rfc822Name', value })
  if (isTarget && noHost) {
    for (const value of attributeTexts(subject, COMMON_NAME)) {
      if (value.includes('.') && isHostName(value.replace(/^\*\./, ''))) names.push({ form: 'dNSName', value })
    }
  }
  return names
}

function asMailbox(name: GeneralName): GeneralName {
  if (name.form !== 'otherName' || name.typeId !== SMTP_UTF8_MAILBOX) return name
  const mailbox = decodeDer('mailbox', name.value, (reader) =>
    readText(DerTag.utf8String, reader.content(DerTag.utf8String)),
  )
  return { form: 'rfc822Name', value: (mailbox.ok ? mailbox.value : undefined) ?? '' }
}
