/** Messages: every text a person may read, by id; French is the source, a text missing in English does not compile. */
import { en } from './en.ts'
import { fr } from './fr.ts'

export type Messages = typeof fr
export const locales = ['fr', 'en'] as const
export type Locale = (typeof locales)[number]

export type ErrorId = keyof Messages['errors']
export type NoticeId = keyof Messages['notices']
export type Profile = keyof Messages['profiles']
export type CardRefusalCause = keyof Messages['cardRefusal']['causes']

const byLocale: Readonly<Record<Locale, Messages>> = { fr, en }

export const messagesFor = (locale: Locale): Messages => byLocale[locale]
