import { facts, type Mail, paragraph, warning } from '../mail.ts'
import { maskedAddress } from '../masked-address.ts'
import { writtenInstant } from '../written-instant.ts'

/** RS-10: notice to the old address, which learns no more of the new one than its owner needs to recognise it. */
export const emailChanged: Mail<{ newAddress: string; changedAt: number }> = {
  fr: ({ newAddress, changedAt }, { serviceName }) => ({
    subject: `${serviceName} : votre adresse a été changée`,
    blocks: [
      paragraph(
        `Le ${writtenInstant(changedAt, 'fr')}, l'adresse de votre compte ${serviceName} a été changée. Nos messages n'arriveront plus ici.`,
      ),
      facts(['Nouvelle adresse', maskedAddress(newAddress)]),
      warning("Ce n'est pas vous ? Prévenez l'assistance sans attendre."),
    ],
  }),
  en: ({ newAddress, changedAt }, { serviceName }) => ({
    subject: `${serviceName}: your address has been changed`,
    blocks: [
      paragraph(
        `On ${writtenInstant(changedAt, 'en')} the address of your ${serviceName} account was changed. Our messages will no longer arrive here.`,
      ),
      facts(['New address', maskedAddress(newAddress)]),
      warning('Was it not you? Tell support at once.'),
    ],
  }),
}
