/** Three arches on a step: the forecourt of a courthouse. Decorative, the name stands beside it. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        fill-rule="evenodd"
        d="M4 40V18a2 2 0 0 1 2-2h36a2 2 0 0 1 2 2v22zm4 0h7V27a3.5 3.5 0 0 0-7 0zm11 0h10V25a5 5 0 0 0-10 0zm14 0h7V27a3.5 3.5 0 0 0-7 0z"
      />
      <path fill="currentColor" d="M24 4 46 13H2z" />
      <path class="logo-step" fill="currentColor" d="M1 42h46v3H1z" />
    </svg>
  )
}
