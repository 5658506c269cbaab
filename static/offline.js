// The page about the copy on this device: save it, renew it, remove it, and see what waits to be sent. The work is the service
// worker's, which is there only once somebody asked for a copy.
(() => {
  const page = document.getElementById('offline');
  if (!page) return;
  const words = page.dataset;
  const show = (id, visible) => { document.getElementById(id).hidden = !visible; };
  const set = (id, text) => { document.getElementById(id).textContent = text; };
  const language = [document.documentElement.lang, 'en-GB']; // many browsers have no Welsh dates: then British ones
  const day = (time) => new Date(time).toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
  const size = (bytes) => (bytes < 1e5 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} MB`);
  const status = (text) => set('copy-status', text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

  if (!('serviceWorker' in navigator) || !window.isSecureContext || !window.caches || !navigator.locks) {
    show('copy-unsupported', true);
    return;
  }
  show('copy-form', words.ready === 'yes');

  const say = async (message) => {
    const registration = await navigator.serviceWorker.ready;
    registration.active.postMessage(message);
  };

  const question = document.getElementById('unsent');
  const remove = document.getElementById('copy-remove');
  /** The question before removing is answered, or has come to nothing. */
  const asked = () => {
    if (question.contains(document.activeElement)) remove.focus();
    question.hidden = true;
  };

  const waiting = (queue) => {
    if (!question.hidden && queue.every((one) => one.state !== 'waits')) {
      asked();
      status(words.unasked);
    }
    show('waiting', queue.length > 0);
    const list = document.getElementById('waiting-list');
    list.replaceChildren(...queue.map((one) => {
      const item = document.createElement('li');
      item.textContent = fill(words[one.state], { date: new Date(one.at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }) });
      return item;
    }));
  };

  /** The patch in words. Its councils have the names they have; the circle is said in the language of this page. */
  const label = ({ label: english, patch }) => {
    const asked = new URLSearchParams(patch);
    const circle = { miles: asked.get('miles'), place: asked.get('place') };
    return english.replace(`${circle.miles} miles around ${circle.place}`, fill(words.around, circle));
  };

  const stands = ({ copy, next, queue }) => {
    show('copy', Boolean(copy));
    show('copy-replaces', Boolean(copy));
    waiting(queue);
    if (!copy) return;
    set('copy-label', label(copy));
    set('copy-made', day(copy.made));
    set('copy-expires', day(copy.expires));
    set('copy-services', copy.services.toLocaleString(language));
    set('copy-size', size(copy.bytes));
    show('copy-next', Boolean(next));
    document.getElementById('copy-renew').value = copy.patch;
    show('copy-past', Date.now() >= Date.parse(copy.expires));
  };

  const QUIET = 120000; // a phone may stop the service worker halfway: after so many milliseconds without a word, that is said
  let patience = 0;
  const bar = document.getElementById('copy-progress');
  const buttons = document.querySelectorAll('#copy button, #copy-form button');
  const working = (on) => {
    clearTimeout(patience);
    if (on) patience = setTimeout(() => heard({ failed: 'broken' }), QUIET);
    else bar.hidden = true;
    // Not `disabled`: a button that has the focus would lose it.
    buttons.forEach((button) => button.setAttribute('aria-disabled', String(on)));
  };
  const isWorking = () => buttons[0].getAttribute('aria-disabled') === 'true';

  const heard = (message) => {
    if (message.state) stands(message.state);
    if (message.queue) waiting(message.queue);
    if (message.making) {
      working(true);
      status(words.making);
    }
    if (message.total !== undefined) {
      working(true);
      bar.hidden = message.total === 0;
      bar.max = Math.max(1, message.total);
      bar.value = message.done;
      status(fill(words.fetching, { done: size(message.done), total: size(message.total) }));
    }
    if (message.saved) {
      working(false);
      status(message.fetched > 0 ? words.saved : words.newest);
      say({ ask: 'state' });
    }
    if (message.failed) {
      working(false);
      // The reason is given in English; elsewhere the field that it is about has to do.
      const why = language[0].startsWith('en') ? message.why : words[`no${message.parameter}`];
      status(message.failed === 'refused' ? why || words.no : words[message.failed]);
    }
    if (message.unsent) {
      set('unsent-says', fill(words.unsaid, { count: message.unsent }));
      question.hidden = false;
      document.getElementById('unsent-send').focus();
    }
    if (message.removed) {
      working(false);
      try {
        localStorage.clear();
        sessionStorage.clear();
      } catch {
        // Nothing can be kept here, so nothing is.
      }
      clears.checked = false;
      question.hidden = true;
      document.querySelector('.copy-line')?.setAttribute('hidden', '');
      status(words.removed);
      stands({ queue: [] });
    }
  };
  navigator.serviceWorker.addEventListener('message', (event) => heard(event.data));

  const save = async (query) => {
    if (isWorking()) return;
    working(true);
    status(words.asking);
    try {
      await navigator.serviceWorker.register('/sw.js');
      navigator.storage?.persist?.();
      await say({ ask: 'save', query });
    } catch (trouble) {
      heard({ failed: 'broken', why: trouble.message });
    }
  };

  document.getElementById('copy-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const query = new URLSearchParams();
    if (form.get('place')) {
      query.set('place', form.get('place'));
      query.set('miles', form.get('miles'));
    }
    for (const council of form.get('council').split(',')) {
      if (council.trim()) query.append('council', council.trim());
    }
    save(query.toString());
  });
  document.getElementById('copy-renew').addEventListener('click', (event) => save(event.target.value));
  document.getElementById('copy-use').addEventListener('click', () => say({ ask: 'use' }));
  // Only the service worker knows what waits: it removes, or has the question asked.
  remove.addEventListener('click', () => say({ ask: 'remove' }));
  question.addEventListener('keydown', (event) => event.key === 'Escape' && asked());
  document.getElementById('unsent-keep').addEventListener('click', asked);
  document.getElementById('unsent-anyway').addEventListener('click', () => say({ ask: 'remove', anyway: true }));
  for (const id of ['unsent-send', 'waiting-send']) document.getElementById(id).addEventListener('click', () => say({ ask: 'send' }));

  const CLEARS = 'fingerpost-leave-clears';
  const clears = document.getElementById('copy-clears');
  try {
    clears.checked = localStorage.getItem(CLEARS) === 'yes';
  } catch {
    clears.parentElement.hidden = true;
  }
  clears.addEventListener('change', () => {
    if (clears.checked) localStorage.setItem(CLEARS, 'yes');
    else localStorage.removeItem(CLEARS);
  });

  const askWhereThereIsOne = (ask) => navigator.serviceWorker.getRegistration().then((registration) => registration && say({ ask }));
  askWhereThereIsOne('state');
  addEventListener('online', () => askWhereThereIsOne('send'));
  if (location.hash === '#waiting') status(words.queued);
})();
