// Gives a frame the height of what is in it. In the frame it tells the height; in the page around it (where its element has `data-host`)
// it listens, to frames of its own site alone. Without it the frame keeps the height it was given, and scrolls.
(() => {
  const own = document.currentScript;
  if ('host' in own.dataset) {
    const { origin } = new URL(own.src);
    addEventListener('message', (event) => {
      const height = event.data?.fingerpost;
      if (event.origin !== origin || !(height > 0 && height < 20000)) return;
      for (const frame of document.querySelectorAll('iframe')) {
        if (frame.contentWindow === event.source) frame.style.height = `${Math.ceil(height)}px`;
      }
    });
    return;
  }
  if (parent === window) return;
  const tell = () => parent.postMessage({ fingerpost: document.body.getBoundingClientRect().height + 2 }, '*');
  new ResizeObserver(tell).observe(document.body);
  addEventListener('load', tell);
})();
