// Makes the design system's components livelier. Every page works without this file.
import { initAll } from './vendor/govuk-6.3.0.min.js'

initAll()

// A second press of the same button sends nothing more. The server would answer it with the same page anyway.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let sent = 0
  form.addEventListener('submit', (event) => {
    const now = Date.now()
    if (now - sent < 3000) event.preventDefault()
    sent = now
  })
}

// Printing is the browser's own; the button is shown only where it can work.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// Pages of a shared computer are asked for again when they come back from the browser's memory.
if (document.body.classList.contains('pr-leave-nothing')) {
  window.addEventListener('pageshow', (event) => { if (event.persisted) window.location.reload() })
}
