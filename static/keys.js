// Keys for somebody who searches all day: / for the box, arrows from service to service, s for the shortlist, c for the record,
// ? for help. Letters do nothing while something is typed, and all of it can be switched off. Without this file every page works.
(() => {
  const KEPT = 'fingerpost-keys';
  const help = document.getElementById('keys');
  const box = document.getElementById('search-q');
  const kept = () => {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null;
    }
  };
  let on = kept() !== 'off';

  const note = document.createElement('p');
  note.className = 'toast';
  note.setAttribute('role', 'status');
  document.body.append(note);
  let timer = 0;
  const say = (words) => {
    clearTimeout(timer);
    note.textContent = words;
    timer = setTimeout(() => { note.textContent = ''; }, 5000);
  };

  const links = () => [...document.querySelectorAll('#results .card h3 a')];
  const chosen = () => document.activeElement?.closest('.card');
  const move = (step) => {
    const all = links();
    const at = all.findIndex((link) => link.closest('.card') === chosen());
    if (at + step < 0 && at >= 0) box?.focus();
    else all[at < 0 && step < 0 ? all.length - 1 : Math.min(at + step, all.length - 1)]?.focus();
    return all.length > 0;
  };
  const copy = async (card) => {
    const text = card.querySelector('[id^="record-"]');
    try {
      await navigator.clipboard.writeText(text.textContent);
      say(`${help.dataset.copied}: ${(card.querySelector('h3 a') ?? document.querySelector('h1')).textContent.trim()}`);
    } catch {
      text.closest('details').open = true;
      text.scrollIntoView({ block: 'center' });
      getSelection().selectAllChildren(text);
      say(help.dataset.notCopied);
    }
  };
  const withCard = (act) => {
    const card = chosen() ?? document.querySelector('.service > .reach');
    if (card) act(card);
    else say(help.dataset.choose);
    return true;
  };
  const keys = {
    '/': () => box && (box.focus(), box.select(), true),
    ...(help && {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      s: () => withCard((card) => card.querySelector('.add').click()),
      c: () => withCard(copy),
      '?': () => (help.showModal(), true),
    }),
  };
  const typed = 'input:not([type="checkbox"]), select, textarea, [contenteditable]';
  addEventListener('keydown', (event) => {
    const at = document.activeElement;
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || at?.matches(typed) || help?.open) return;
    if (getSelection().type === 'Range' && event.key === 'c') return;
    if (Object.hasOwn(keys, event.key) && keys[event.key]()) event.preventDefault();
  });

  if (!help) return;
  help.querySelector('button').addEventListener('click', () => help.close());
  const change = document.getElementById('keys-on');
  change.checked = on;
  change.addEventListener('change', () => {
    on = change.checked;
    try {
      if (on) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, 'off');
    } catch {
      // Then it holds for this page.
    }
  });
  const dress = () => document.querySelectorAll('[data-keys][hidden]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => help.showModal());
  });
  document.addEventListener('results', dress);
  dress();
})();
