// A Fingerpost of its own behind a proxy, for tests of the copy on a device: the network can be switched off (the program is stopped
// and nothing answers at its address), an answer can be cut in the middle, and a copy can be handed out as an older one.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const { FINGERPOST_BIN: program } = process.env;

async function started(home) {
  const server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--home', home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([once(createInterface(server.stdout), 'line'), once(server, 'exit').then(() => [''])]);
  const address = line.trim().split(' ').at(-1);
  if (!address.startsWith('http')) throw new Error(`${program} did not start: ${line}`);
  return { server, address };
}

/** The site, on. `site.url` stays the same however often it goes off and on. */
export async function site() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-carried-'));
  let running = await started(home);
  let proxy;
  let port = 0;
  const open = new Set();
  const self = {
    home,
    /** Paths that were asked for, in order. */
    asked: [],
    /** Bytes of a copy that may pass before the connection breaks. */
    mayPass: Infinity,
    /** Changes what is said of a pack. */
    head: (head) => head,
    /** Called once a part of a copy is asked for. */
    reached: undefined,
    /** What a request waits for before it goes on. */
    holds: undefined,
    /** Which answers never come back. */
    losesAnswers: undefined,
  };

  const answer = async (request, response) => {
    self.asked.push(`${request.method} ${request.url}`);
    await self.holds?.(request);
    const isPart = /^\/offline\/pack\/|\.wasm$/.test(request.url);
    if (isPart) self.reached?.();
    const isHead = request.url.startsWith('/offline/pack?');
    const onward = http.request(running.address + request.url, { method: request.method, headers: isHead ? { host: request.headers.host } : request.headers }, async (back) => {
      if (self.losesAnswers?.(request)) {
        request.socket.destroy();
        return;
      }
      if (isHead && back.statusCode === 200) {
        let text = '';
        for await (const chunk of back) text += chunk;
        const said = JSON.parse(text);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...said, head: self.head(said.head) }));
        return;
      }
      response.writeHead(back.statusCode, back.headers);
      if (!isPart) {
        back.pipe(response);
        return;
      }
      for await (const chunk of back) {
        const passes = chunk.subarray(0, self.mayPass);
        self.mayPass -= passes.length;
        if (passes.length < chunk.length) {
          response.write(passes, () => request.socket.destroy());
          return;
        }
        response.write(chunk);
      }
      response.end();
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  };

  const listen = async () => {
    proxy = http.createServer(answer);
    proxy.on('connection', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    proxy.listen(port, '127.0.0.1');
    await once(proxy, 'listening');
    ({ port } = proxy.address());
    self.url = `http://127.0.0.1:${port}`;
  };

  /** Nothing answers at this address any more. The program is stopped too, unless it is only out of reach. */
  self.off = async ({ stop = true } = {}) => {
    if (!proxy.listening) return;
    const closed = once(proxy, 'close');
    proxy.close();
    open.forEach((socket) => socket.destroy());
    await closed;
    if (!stop) return;
    const exit = once(running.server, 'exit');
    running.server.kill('SIGKILL');
    await exit;
    running.stopped = true;
  };
  self.on = async () => {
    if (proxy.listening) return;
    if (running.stopped) running = await started(home);
    await listen();
  };
  /** What the program says to a command. */
  self.say = (...words) => {
    const { status, stdout, stderr } = spawnSync(program, [...words, '--home', home], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    return stdout;
  };
  self.end = async () => {
    if (proxy.listening) await self.off({ stop: false });
    running.server.kill();
    rmSync(home, { recursive: true, force: true });
  };
  await listen();
  return self;
}

/** Asks for a copy as a person does; gives what the page says came of it. */
export async function attempt(page, site, place) {
  await page.goto(`${site.url}/offline`);
  await page.getByLabel('Around a postcode or town').fill(place);
  await page.getByRole('button', { name: 'Save to this device' }).click();
  return settled(page);
}

/** Saves a copy as a person does. */
export async function save(page, site, place = 'Walsall') {
  assert.equal(await attempt(page, site, place), 'Saved. You can now use this site without a signal.');
}

/** What the page says once saving has come to an end. */
export async function settled(page) {
  const end = /^(Saved|You have the newest|That did not work|This place cannot|There is not enough|This browser cannot|Removed|Choose|We do not|.*(choose|know))/;
  await page.waitForFunction((text) => new RegExp(text).test(document.getElementById('copy-status').textContent), end.source, { timeout: 120_000 });
  return page.locator('#copy-status').innerText();
}

/** The keys of everything that is kept for the copy. */
export const keys = (page) =>
  page.evaluate(async () => {
    if (!(await caches.has('fingerpost-copy'))) return null;
    return (await (await caches.open('fingerpost-copy')).keys()).map(({ url }) => new URL(url).pathname);
  });
