// The desk works without this. With it, lists and cases say when something changed, and who else is here.
const live = document.querySelector('[data-live]');
if (live && 'EventSource' in window) {
  const shown = new Set([...document.querySelectorAll('[data-case]')].map((row) => row.dataset.case));
  const stream = new EventSource(live.dataset.live);
  const say = () => { live.hidden = false; };
  stream.addEventListener('changed', (event) => {
    try {
      const { subject } = JSON.parse(event.data);
      if (live.dataset.any === 'yes' || shown.has(subject)) say();
    } catch { say(); }
  });
  window.addEventListener('pagehide', () => stream.close());
}
// A page that came back from an error opens the act that it is about.
const target = document.querySelector('.govuk-error-summary a[href^="#"]');
if (target) {
  const act = document.querySelector(target.getAttribute('href'))?.closest('details');
  if (act) act.open = true;
}
// Replies to begin from fill the text beside them; without this they are not offered, and people type.
for (const box of document.querySelectorAll('[data-replies]')) {
  const text = document.getElementById(box.dataset.replies);
  box.hidden = false;
  box.addEventListener('click', (event) => {
    const reply = event.target.closest('[data-text]');
    if (!reply) return;
    text.value = text.value.trim() ? `${text.value.trim()}\n\n${reply.dataset.text}` : reply.dataset.text;
    text.focus();
  });
}
