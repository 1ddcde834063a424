const shapes = {
  information: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1.2 15h-2.4v-6.5h2.4zm0-8.4h-2.4V6.2h2.4z',
  warning: 'M12 2 1 21h22zm1.1 16h-2.2v-2.2h2.2zm0-3.8h-2.2V9h2.2z',
  alert: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1.2 15h-2.4v-2.4h2.4zm0-4.4h-2.4V6.5h2.4z',
  success: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.6 14.6-4.2-4.2 1.7-1.7 2.5 2.5 5.7-5.7 1.7 1.7z',
  failure: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4.6 13-1.6 1.6-3-3-3 3L7.4 15l3-3-3-3L9 7.4l3 3 3-3L16.6 9l-3 3z',
  skipped: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm5 11.2H7v-2.4h10z',
  download: 'M11 3h2v9.2l3.3-3.3 1.4 1.4L12 16l-5.7-5.7 1.4-1.4L11 12.2zM4 18h16v2.5H4z',
} as const

export type IconName = keyof typeof shapes

/** Never alone: the word that it repeats stands beside it (RGAA 3.1). */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="currentColor"
      fill-rule="evenodd"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
