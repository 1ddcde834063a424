/** Where a form is posted, and what it carries unseen (the sign-in id as `tentative`, an anti-forgery value). */
export interface FormTarget {
  readonly action: string
  readonly hidden?: Readonly<Record<string, string>>
}

/** A step back is a link, or a form when going back forgets something. */
export type BackTarget = { readonly href: string } | FormTarget
