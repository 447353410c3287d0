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
