// Recent searches, kept on this device alone and only where its owner has asked for it. The page says which questions may be kept;
// a postcode is shortened to its district. Nothing is sent anywhere, and leaving quickly forgets it.
(() => {
  const KEPT = 'fingerpost-recent';
  const MOST = 8;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT));
    } catch {
      return null;
    }
  };
  const write = (list) => {
    try {
      if (list) localStorage.setItem(KEPT, JSON.stringify(list));
      else localStorage.removeItem(KEPT);
    } catch {
      // Nothing may be kept here, so nothing is.
    }
  };
  // `null` = switched off.
  let list = read();
  list = Array.isArray(list) ? list.filter((one) => typeof one?.q === 'string' && typeof one.place === 'string') : null;

  const keep = () => {
    const asked = new URLSearchParams(location.search);
    const q = (asked.get('q') ?? '').trim();
    const place = (asked.get('place') ?? '').trim().replace(/^([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}$/i, '$1');
    if (q === '') return;
    const same = (one) => one.q.toLowerCase() === q.toLowerCase() && one.place.toLowerCase() === place.toLowerCase();
    list = [{ q, place }, ...list.filter((one) => !same(one))].slice(0, MOST);
    write(list);
  };
  if (list && document.querySelector('#results[data-keep]')) keep();

  const box = document.getElementById('recent');
  if (!box) return;
  const on = document.getElementById('recent-on');
  const clear = document.getElementById('recent-clear');
  const language = new URLSearchParams(location.search).get('lang');
  const link = ({ q, place }) => {
    const item = document.createElement('li');
    const anchor = item.appendChild(document.createElement('a'));
    const query = new URLSearchParams(Object.entries({ q, place, lang: language }).filter(([, value]) => value));
    anchor.href = `/search?${query}`;
    anchor.textContent = place ? `${q}, ${place}` : q;
    return item;
  };
  const show = () => {
    on.checked = list !== null;
    box.querySelector('.recent-list').replaceChildren(...(list ?? []).map(link));
    box.querySelector('.recent-none').hidden = list?.length > 0;
    clear.hidden = !(list?.length > 0);
  };
  const change = (next) => {
    list = next;
    write(list);
    show();
  };
  on.addEventListener('change', () => change(on.checked ? [] : null));
  clear.addEventListener('click', () => {
    change([]);
    on.focus();
    box.querySelector('[role="status"]').textContent = clear.dataset.cleared;
  });
  box.hidden = false;
  box.open = list?.length > 0;
  show();
})();
