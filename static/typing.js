// Results while somebody types: the same page is asked for again and its results put in place of the old ones. The address, the
// title and the history stay as they are until the form is sent, and nothing of a word half typed is kept.
(() => {
  const form = document.getElementById('search');
  const region = document.getElementById('results');
  const note = document.getElementById('live-note');
  if (!form || !region || !note) return;
  const count = document.getElementById('live-count');
  const PAUSE = 150;
  const SLOW = 400;

  const question = () => {
    const pairs = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== '');
    return new URLSearchParams(pairs).toString();
  };
  let shown = question();
  let asking = null;
  let timer = 0;
  let slow = 0;

  const waiting = () => {
    clearTimeout(slow);
    slow = setTimeout(() => {
      region.setAttribute('aria-busy', 'true');
      note.className = 'live-note';
      note.textContent = note.dataset.waiting;
    }, SLOW);
  };
  const settled = (words = '') => {
    clearTimeout(slow);
    region.removeAttribute('aria-busy');
    note.className = words ? 'live-note failed' : 'live-note';
    note.textContent = words;
  };

  const show = (found) => {
    const within = region.contains(document.activeElement);
    const unfolded = region.querySelector('details.filters[open]') !== null;
    found.querySelectorAll('[role="alert"]').forEach((alert) => alert.removeAttribute('role')); // not at each letter
    region.replaceChildren(...found.childNodes);
    const filters = region.querySelector('details.filters');
    if (filters && unfolded) filters.open = true;
    document.dispatchEvent(new Event('results'));
    if (within) region.querySelector('#list, h1')?.focus();
    count.textContent = [...region.querySelectorAll('.urgent h2, h1')].map((heading) => heading.textContent.trim()).join('. ');
  };

  const ask = async (finished) => {
    const asked = question();
    const empty = [...form.elements].every((field) => !['q', 'place'].includes(field.name) || field.value.trim() === '');
    asking?.abort();
    if (asked === shown || empty) {
      settled();
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    waiting();
    try {
      const answer = await fetch(`${form.action}?${asked}`, { signal, cache: 'no-store' });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.getElementById('results');
      if (!answer.ok || !found) throw new Error(`status ${answer.status}`);
      settled();
      // A place half typed is a place nobody knows: what stands there is still the better answer.
      if ('unknownPlace' in found.dataset && !finished) return;
      shown = asked;
      show(found);
    } catch {
      if (!signal.aborted) settled(note.dataset.failed);
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE, false);
  });
  form.addEventListener('change', (event) => {
    if (!['q', 'place'].includes(event.target.name)) return; // a filter waits for its button
    clearTimeout(timer);
    ask(true);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    asking?.abort();
    waiting();
  });
  addEventListener('pageshow', () => settled());
})();
