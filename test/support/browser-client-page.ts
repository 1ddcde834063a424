/** What a person finds on a page: its title, its words, its forms and their buttons. */
export interface FormOnPage {
  readonly action: string
  /** Filled in already: hidden fields, values, ticked boxes. */
  readonly fields: Readonly<Record<string, string>>
  /** Names of the fields that somebody fills in. */
  readonly inputs: readonly string[]
  readonly buttons: readonly { readonly label: string; readonly field: Readonly<Record<string, string>> }[]
}

const FORM = /<form ([^>]*)>(.*?)<\/form>/gs
const INPUT = /<input ([^>]*?)\/?>/g
const BUTTON = /<button ([^>]*)>(.*?)<\/button>/gs

export function formsOn(html: string): readonly FormOnPage[] {
  const everyButton = [...html.matchAll(BUTTON)]
  return [...html.matchAll(FORM)].map(([, opening = '', inside = '']) => {
    const { id, action = '' } = attributesOf(opening)
    const inputs = [...inside.matchAll(INPUT)].map(([, attributes = '']) => attributesOf(attributes))
    const buttons = [
      ...inside.matchAll(BUTTON),
      ...everyButton.filter(([, attributes = '']) => id !== undefined && attributesOf(attributes)['form'] === id),
    ]
    return {
      action,
      fields: Object.fromEntries(
        inputs
          .filter((input) => input['value'] !== undefined && (!isBox(input) || 'checked' in input))
          .map(({ name = '', value = '' }) => [name, value]),
      ),
      inputs: inputs.filter(({ type }) => type !== 'hidden').map(({ name = '' }) => name),
      buttons: buttons
        .filter(([, attributes = '']) => [undefined, id].includes(attributesOf(attributes)['form']))
        .map(([, attributes = '', label = '']) => {
          const { name, value = '' } = attributesOf(attributes)
          return { label: textOf(label), field: name === undefined ? {} : { [name]: value } }
        }),
    }
  })
}

export const titleOf = (html: string): string =>
  unescapeHtml(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '').replace(/ – Parvis$/, '')

export const textOf = (html: string): string =>
  unescapeHtml(
    html
      .replace(/^.*<body>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' '),
  ).trim()

const isBox = ({ type }: Readonly<Record<string, string>>): boolean => type === 'radio' || type === 'checkbox'

const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)].map(([, name = '', value = '']) => [name, unescapeHtml(value)]),
  )

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const unescapeHtml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
