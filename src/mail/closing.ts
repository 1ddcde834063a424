import type { Letterhead, MailLocale } from './mail.ts'

/** Under every mail: who sent it, what is never asked (OT-14), whom to call. */
export const closing: Record<MailLocale, (letterhead: Letterhead) => string> = {
  fr: ({ serviceName, senderAddress, support }) =>
    `Message automatique de ${serviceName}, envoyé par ${senderAddress}. N'y répondez pas. Nous ne demandons jamais un mot de passe, un code ou un code PIN, ni par message ni par téléphone. Besoin d'aide ? ${contact(support)}.`,
  en: ({ serviceName, senderAddress, support }) =>
    `Automatic message from ${serviceName}, sent by ${senderAddress}. Do not reply. We never ask for a password, a code or a PIN, neither by message nor by telephone. Need help? ${contact(support)}.`,
}

/** A telephone number is not cut at the end of a line. */
const contact = ({ name, phone, email }: Letterhead['support']) =>
  `${name}, ${phone.replaceAll(' ', '\u00a0')}, ${email}`
