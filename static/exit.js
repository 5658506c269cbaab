// Leaves at once: by the link, or by Shift pressed three times. The page is hidden before the next one loads, and its
// place in this tab's history is taken by the weather. What was kept for this tab alone, and recent searches, are forgotten.
(() => {
  const link = document.getElementById('exit');
  if (!link) return;
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = 'Weather';
    try {
      sessionStorage.clear();
      localStorage.removeItem('fingerpost-recent');
      if (localStorage.getItem('fingerpost-leave-clears')) {
        localStorage.clear();
        caches.delete('fingerpost-copy');
      }
    } catch {
      // Nothing can be kept here, so nothing is.
    }
    // Without a connection the weather would be an error page: the copy has an empty one.
    location.replace(navigator.onLine ? link.href : '/blank');
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
