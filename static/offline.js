// The page about the copy on this device: save it, renew it, remove it, and see what waits to be sent. The work is the service
// worker's, which is there only once somebody asked for a copy.
(() => {
  const page = document.getElementById('offline');
  if (!page) return;
  const words = page.dataset;
  const show = (id, visible) => { document.getElementById(id).hidden = !visible; };
  const set = (id, text) => { document.getElementById(id).textContent = text; };
  const language = document.documentElement.lang;
  const day = (time) => new Date(time).toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric' });
  const size = (bytes) => (bytes < 1e5 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} MB`);
  const status = (text) => set('copy-status', text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

  if (!('serviceWorker' in navigator) || !window.isSecureContext || !window.caches) {
    show('copy-unsupported', true);
    return;
  }
  show('copy-form', words.ready === 'yes');

  const say = async (message) => {
    const registration = await navigator.serviceWorker.ready;
    registration.active.postMessage(message);
  };

  const waiting = (queue) => {
    show('waiting', queue.length > 0);
    const list = document.getElementById('waiting-list');
    list.replaceChildren(...queue.map((one) => {
      const item = document.createElement('li');
      item.textContent = fill(words[one.state], { date: new Date(one.at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }) });
      return item;
    }));
  };

  const stands = ({ copy, next, queue }) => {
    show('copy', Boolean(copy));
    waiting(queue);
    if (!copy) return;
    set('copy-label', copy.label);
    set('copy-made', day(copy.made));
    set('copy-expires', day(copy.expires));
    set('copy-services', copy.services.toLocaleString(language));
    set('copy-size', size(copy.bytes));
    show('copy-next', Boolean(next));
    document.getElementById('copy-renew').value = copy.patch;
    const past = Date.now() >= Date.parse(copy.expires);
    show('copy-past', past);
  };

  const bar = document.getElementById('copy-progress');
  const heard = (message) => {
    if (message.state) stands(message.state);
    if (message.queue) waiting(message.queue);
    if (message.making) status(words.making);
    if (message.total !== undefined) {
      bar.hidden = message.total === 0;
      bar.max = Math.max(1, message.total);
      bar.value = message.done;
      status(fill(words.fetching, { done: size(message.done), total: size(message.total) }));
    }
    if (message.saved) {
      bar.hidden = true;
      status(fill(words.saved, { total: size(message.fetched) }));
      say({ ask: 'state' });
    }
    if (message.failed) {
      bar.hidden = true;
      status(message.failed === 'refused' ? message.why || words.no : words[message.failed]);
    }
    if (message.removed) {
      status(words.removed);
      stands({ queue: [] });
    }
  };
  navigator.serviceWorker.addEventListener('message', (event) => heard(event.data));

  const save = async (query) => {
    status(words.asking);
    try {
      await navigator.serviceWorker.register('/sw.js');
      if (navigator.storage?.persist) navigator.storage.persist();
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
  document.getElementById('copy-remove').addEventListener('click', () => {
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch {
      // Nothing can be kept here, so nothing is.
    }
    say({ ask: 'remove' });
  });
  document.getElementById('waiting-send').addEventListener('click', () => say({ ask: 'send' }));

  const clears = document.getElementById('copy-clears');
  clears.checked = localStorage.getItem('fingerpost-leave-clears') === 'yes';
  clears.addEventListener('change', () => {
    if (clears.checked) localStorage.setItem('fingerpost-leave-clears', 'yes');
    else localStorage.removeItem('fingerpost-leave-clears');
  });

  navigator.serviceWorker.getRegistration().then((registration) => registration && say({ ask: 'state' }));
  addEventListener('online', () => navigator.serviceWorker.getRegistration().then((registration) => registration && say({ ask: 'send' })));
})();
