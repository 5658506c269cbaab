// Leaves at once: by the link, or by Shift pressed three times. The page is hidden before the next one loads, and its
// place in this tab's history is taken by the weather. What was kept for this tab alone, and recent searches, are forgotten.
(() => {
  const link = document.getElementById('exit');
  if (!link) return;
  // Without a connection the weather would be an error page: the copy has an empty one.
  const isOffline = () => !navigator.onLine || document.querySelector('.copy-line') !== null;
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = 'Weather';
    let blank = '/blank';
    try {
      sessionStorage.clear();
      localStorage.removeItem('fingerpost-recent');
      if (localStorage.getItem('fingerpost-leave-clears')) {
        localStorage.clear();
        blank = '/blank?gone'; // the worker must not have to guess whether the copy was there a moment ago
        caches.delete('fingerpost-copy');
        // It has the copy in its memory too; and it must still give out the empty page where that is needed.
        navigator.serviceWorker?.controller?.postMessage(isOffline() ? { ask: 'forget' } : { ask: 'remove', anyway: true });
      }
    } catch {
      // Nothing can be kept here, so nothing is.
    }
    location.replace(isOffline() ? blank : link.href);
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  let presses = 0;
  let timer = 0;
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      presses = 0;
      return;
    }
    if (event.repeat) return;
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(() => { presses = 0; }, 1500);
    if (presses === 3) leave();
  });
})();
