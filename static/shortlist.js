// A shortlist kept on this device: ids, the person's own notes, nothing else, and nothing sent anywhere. Without this file the
// same links and the one form do everything. A list with a sensitive service on it lives only as long as this tab.
(() => {
  const KEY = 'fingerpost-shortlist';
  const MOST = 20;
  const EMPTY = { ids: [], notes: {}, matters: '' };
  const link = document.getElementById('to-shortlist');
  if (!link) return;

  const read = (box) => {
    try {
      return { ...EMPTY, ...JSON.parse(box.getItem(KEY)) };
    } catch {
      return EMPTY;
    }
  };
  let boxes;
  try {
    boxes = [sessionStorage, localStorage];
    localStorage.setItem(`${KEY}-try`, '');
    localStorage.removeItem(`${KEY}-try`);
  } catch {
    return; // Nothing may be kept here: the links carry the list in the address instead.
  }
  let tabOnly = sessionStorage.getItem(KEY) !== null;
  let list = read(tabOnly ? sessionStorage : localStorage);
  list = { ...list, ids: list.ids.filter((id) => /^[0-9a-f-]{36}$/i.test(id)).slice(0, MOST), notes: { ...list.notes } };

  const clear = () => boxes.forEach((box) => box.removeItem(KEY));
  const save = () => {
    clear();
    if (list.ids.length === 0 && !list.matters) tabOnly = false;
    else (tabOnly ? sessionStorage : localStorage).setItem(KEY, JSON.stringify(list));
    show();
  };
  const address = (ids) => {
    const url = new URL(link.href);
    url.searchParams.delete('s');
    ids.forEach((id) => url.searchParams.append('s', id));
    return `${url.pathname}${url.search}`;
  };

  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  document.body.append(status);
  const say = (words) => {
    status.textContent = '';
    setTimeout(() => { status.textContent = words; }, 50);
  };

  const count = link.appendChild(document.createElement('span'));
  const show = () => {
    count.textContent = list.ids.length > 0 ? ` (${list.ids.length})` : '';
    link.setAttribute('href', address(list.ids));
    document.querySelectorAll('button.add').forEach(label);
  };

  // "Add to shortlist": a link without this file, a button with it.
  const label = (button) => {
    const on = list.ids.includes(button.dataset.id);
    button.classList.toggle('on', on);
    button.firstChild.textContent = on ? link.dataset.remove : link.dataset.add;
  };
  const toggle = (button) => {
    const { id, sensitive } = button.dataset;
    if (list.ids.includes(id)) {
      list.ids = list.ids.filter((one) => one !== id);
      delete list.notes[id];
      say(link.dataset.removed);
    } else if (list.ids.length >= MOST) {
      say(link.dataset.full);
      return;
    } else {
      list.ids.push(id);
      tabOnly = tabOnly || sensitive !== undefined;
      say(link.dataset.added);
    }
    save();
  };
  const dressAdding = () => document.querySelectorAll('a.add').forEach((plain) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = plain.className;
    Object.assign(button.dataset, plain.dataset);
    button.append(...plain.childNodes);
    button.addEventListener('click', () => toggle(button));
    plain.replaceWith(button);
  });

  // The page of the plan.
  const items = () => [...document.querySelectorAll('#plan-list > li')];
  const order = (spoken, focus) => {
    list.ids = items().map((item) => item.dataset.id);
    save();
    history.replaceState(null, '', address(list.ids));
    const side = document.getElementById('to-compare');
    if (side) {
      const url = new URL(side.href);
      url.searchParams.delete('id');
      list.ids.slice(0, 4).forEach((id) => url.searchParams.append('id', id));
      side.href = url.href;
      side.hidden = list.ids.length < 2;
    }
    items().forEach((item, at, all) => {
      item.querySelector('[value^="up:"]').disabled = at === 0;
      item.querySelector('[value^="down:"]').disabled = at === all.length - 1;
    });
    const target = focus?.disabled ? focus.parentElement.querySelector('button:not(:disabled)') : focus;
    target?.focus();
    say(spoken);
  };
  const act = (button, event) => {
    const item = button.closest('li');
    const [what] = button.value.split(':');
    event.preventDefault();
    if (what === 'up') {
      item.previousElementSibling?.before(item);
      order(link.dataset.moved, button);
    } else if (what === 'down') {
      item.nextElementSibling?.after(item);
      order(link.dataset.moved, button);
    } else {
      delete list.notes[item.dataset.id];
      const next = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector('a');
      item.remove();
      order(link.dataset.removed, next ?? document.querySelector('h1'));
      if (items().length === 0) location.replace(address([]));
    }
  };
  const remember = (field) => {
    const id = field.closest('li')?.dataset.id;
    if (id) list.notes[id] = field.value;
    else list.matters = field.value;
    save();
  };
  const plan = () => {
    const page = document.querySelector('[data-shortlist]');
    if (!page) return;
    const shown = items().map((item) => item.dataset.id);
    const union = [...new Set([...shown, ...list.ids])].slice(0, MOST);
    if (union.length > shown.length && page.dataset.shortlist === '') {
      location.replace(address(union));
      return;
    }
    tabOnly = tabOnly || document.querySelector('#plan-list > [data-sensitive]') !== null;
    list.ids = union;
    document.querySelectorAll('#plan textarea').forEach((field) => {
      const known = field.closest('li') ? list.notes[field.closest('li').dataset.id] : list.matters;
      if (field.value === '' && known) field.value = known;
      field.addEventListener('input', () => remember(field));
    });
    document.querySelectorAll('#plan-list button').forEach((button) => button.addEventListener('click', (event) => act(button, event)));
    document.getElementById('clear')?.addEventListener('click', () => {
      list = { ids: [], notes: {}, matters: '' };
      clear();
    });
    save();
  };

  // Copying a text, and printing.
  const dressCopying = () => document.querySelectorAll('button[data-copy][hidden]').forEach((button) => {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      const text = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(text.value ?? text.textContent);
      say(link.dataset.copied);
      button.textContent = link.dataset.copied;
    });
  });
  document.querySelectorAll('button[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });

  const dress = () => {
    dressAdding();
    dressCopying();
    show();
  };
  document.addEventListener('results', dress);
  plan();
  dress();
})();
