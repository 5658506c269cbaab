// Completes what is being typed: a combobox as the ARIA Authoring Practices describe it. Without this the boxes are
// plain boxes. Nothing is kept, and nothing is asked of any other site.
(() => {
  const make = (name, attributes, text) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (text) element.textContent = text;
    return element;
  };

  const combobox = (input) => {
    const kinds = input.dataset.suggest.split(' ');
    const words = input.form.dataset;
    const language = input.form.elements.lang?.value;
    const list = make('ul', { role: 'listbox', id: `${input.id}-list`, class: 'suggestions', 'aria-label': words.list });
    const status = make('p', { role: 'status', class: 'visually-hidden' });
    list.hidden = true;
    input.after(list, status);
    Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, autocomplete: 'off' })
      .forEach(([key, value]) => input.setAttribute(key, value));

    let shown = [];
    let active = -1;
    let timer = 0;
    let asking = null;

    const close = () => {
      list.hidden = true;
      shown = [];
      active = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };

    const mark = (at) => {
      active = at;
      [...list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
      if (at < 0) {
        input.removeAttribute('aria-activedescendant');
        return;
      }
      input.setAttribute('aria-activedescendant', list.children[at].id);
      list.children[at].scrollIntoView({ block: 'nearest' });
    };

    const choose = (one) => {
      close();
      if (one.href) {
        location.assign(language ? `${one.href}?lang=${language}` : one.href);
        return;
      }
      input.value = one.text;
      if (one.kind === 'need') input.form.requestSubmit();
      else input.dispatchEvent(new Event('change', { bubbles: true }));
    };

    const show = (found) => {
      shown = found;
      list.replaceChildren(...shown.map((one, at) => {
        const option = make('li', { role: 'option', id: `${list.id}-${at}`, 'aria-selected': 'false', lang: 'en-GB', dir: 'auto' }, one.text);
        option.append(make('span', { class: 'kind', lang: document.documentElement.lang }, words[one.kind]));
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => choose(one));
        return option;
      }));
      if (shown.length === 0) {
        close();
        return;
      }
      active = -1;
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      status.textContent = shown.length === 1 ? words.one : words.many.replace('{count}', shown.length);
    };

    const ask = async () => {
      const text = input.value.trim();
      asking?.abort();
      if (text.length < 2) {
        close();
        return;
      }
      asking = new AbortController();
      try {
        const query = new URLSearchParams([['q', text], ['limit', '7'], ...kinds.map((kind) => ['kind', kind])]);
        const answer = await fetch(`/api/v1/suggest?${query}`, { signal: asking.signal });
        if (answer.ok) show((await answer.json()).suggestions);
      } catch {
        // Typing went on, or the network is gone: the box still works.
      }
    };

    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !list.hidden) {
        close();
        event.preventDefault();
      } else if (event.key === 'Enter') {
        clearTimeout(timer);
        asking?.abort();
        if (active >= 0) {
          event.preventDefault();
          choose(shown[active]);
        }
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown.length > 0) {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const places = shown.length + 1;
        mark(((active + 1 + step + places) % places) - 1);
      }
    });
  };

  document.querySelectorAll('input[data-suggest]').forEach(combobox);
})();
