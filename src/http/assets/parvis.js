// Comfort only: every journey works without this file. It sends nothing and stores nothing.

/** Time left for the code, and a spoken word at five minutes, one minute and the end (RGAA 13.1). */
for (const line of document.querySelectorAll('[data-seconds-left]')) {
  const endsAt = performance.now() + Number(line.dataset.secondsLeft) * 1000
  const figure = line.querySelector('strong')
  const spoken = document.createElement('span')
  spoken.className = 'visually-hidden'
  spoken.setAttribute('role', 'status')
  line.after(spoken)
  // The box is a status of its own: without this the figure would be read out every second.
  line.setAttribute('aria-live', 'off')

  const words = { 300: line.dataset.atFive, 60: line.dataset.atOne }
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
    figure.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    if (words[left] !== undefined) spoken.textContent = words[left]
    if (left === 0) {
      clearInterval(timer)
      line.textContent = line.dataset.atEnd
    }
  }, 1000)
}

/** Show or hide what is typed (PW-12). */
for (const input of document.querySelectorAll('input[data-show-text]')) {
  const { showText, hideText } = input.dataset
  const row = document.createElement('div')
  row.className = 'password-row'
  const toggle = document.createElement('button')
  toggle.type = 'button'
  toggle.className = 'password-toggle'
  toggle.setAttribute('aria-controls', input.id)
  const show = (visible) => {
    input.type = visible ? 'text' : 'password'
    toggle.textContent = visible ? hideText : showText
  }
  toggle.addEventListener('click', () => show(input.type === 'password'))
  input.form?.addEventListener('submit', () => show(false))
  input.replaceWith(row)
  row.append(input, toggle)
  show(false)
}

/** The warning before the session ends, in time to extend it. */
for (const warning of document.querySelectorAll('.session-warning[hidden]')) {
  setTimeout(() => {
    warning.hidden = false
  }, Number(warning.dataset.showInSeconds) * 1000)
}

/** Enter in the search of a long form searches, instead of sending the form. */
for (const input of document.querySelectorAll('[data-enter-presses]')) {
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    document.getElementById(input.dataset.enterPresses)?.click()
  })
}

/** A form that came back starts at its errors. */
document.querySelector('.error-summary')?.focus()
